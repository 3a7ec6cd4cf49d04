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
