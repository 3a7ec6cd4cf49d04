package dev.migrationledger.api.page;

import dev.migrationledger.query.LedgerQuery;
import dev.migrationledger.query.ask.Answer;
import dev.migrationledger.query.ask.MovedOn;
import dev.migrationledger.query.ask.reply.Portion;
import dev.migrationledger.query.listing.Page;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ask box and its answers. */
@Controller
final class AskPages {

  private final LedgerQuery query;
  private final Targets targets;
  private final Html html;

  AskPages(LedgerQuery query, Targets targets, Html html) {
    this.query = query;
    this.targets = targets;
    this.html = html;
  }

  /** What is behind an answer, as a table. */
  record Found(List<String> columns, List<List<String>> rows) {

    Found {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    static Found of(Answer answer) {
      var columns = new LinkedHashSet<String>();
      answer.rows().forEach(row -> columns.addAll(row.keySet()));
      var rows =
          answer.rows().stream()
              .map(row ->
                  columns.stream()
                      .map(column -> String.valueOf(row.getOrDefault(column, "")))
                      .toList())
              .toList();
      return new Found(List.copyOf(columns), rows);
    }
  }

  @GetMapping("/ask")
  ResponseEntity<String> ask(
      @RequestParam(name = "q", defaultValue = "") String question,
      @RequestParam(name = "target", defaultValue = "") String name,
      @RequestParam(name = "after", defaultValue = "") String after) {
    var shown = new LinkedHashMap<String, Object>(Map.of("question", question));
    Targets.text("", "q", question);
    var target = targets.usual(name);
    if (target.isEmpty()) {
      shown.put("targets", query.targets());
      return html.page("ask", "", -1, shown);
    }
    if (question.isBlank()) {
      return html.page("ask", target.get(), -1, shown);
    }
    var portion = portion(target.get(), after);
    var answer = answer(target.get(), question, portion, shown);
    shown.put("answer", answer);
    shown.put("found", Found.of(answer));
    return html.page("ask", target.get(), answer.asOf(), shown);
  }

  /** The part that is asked for; where it is no longer to be had, the first one of what is now. */
  private Answer answer(
      String target, String question, Portion portion, Map<String, Object> shown) {
    try {
      shown.put("before", portion.from());
      return query.ask(target, question, portion);
    } catch (MovedOn e) {
      shown.put("before", 0);
      shown.put("anew", true);
      return query.ask(target, question, Portion.first(Page.USUAL));
    }
  }

  private static Portion portion(String target, String after) {
    if (after.isEmpty()) {
      return Portion.first(Page.USUAL);
    }
    try {
      return Portion.after(after, Page.USUAL);
    } catch (IllegalArgumentException e) {
      throw new PageProblem(PageError.BAD_ADDRESS, target, e.getMessage() + ".");
    }
  }
}
