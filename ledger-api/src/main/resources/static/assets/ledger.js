// The reader's own time beside UTC, wherever a time is shown.
"use strict";
function tellLocalTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.title = time.dateTime + " (UTC) · " + at.toLocaleString() + " (your time)";
    }
  }
}
tellLocalTimes(document);
document.addEventListener("htmx:load", (event) => tellLocalTimes(event.detail.elt));

// A run under way: each event that is recorded has the page look again; every 10 s it looks all the same.
function followRun() {
  const run = document.querySelector("#run[data-events]");
  if (!run || !window.EventSource) {
    return;
  }
  const source = new EventSource(run.dataset.events);
  let asked = 0;
  const look = () => {
    clearTimeout(asked);
    asked = setTimeout(() => document.getElementById("run").dispatchEvent(new Event("recorded")), 100);
  };
  source.onmessage = look;
  source.addEventListener("end", () => {
    source.close();
    look();
  });
}
followRun();
