package dev.migrationledger.api.page;

import dev.migrationledger.query.answer.Moment;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * What stands on each of many lines, in the place of its element: {@code ledger:time}, {@code
 * ledger:state}, {@code ledger:hash}. A fragment of a template would cost several times as much.
 */
final class Marks extends AbstractProcessorDialect {

  /** As {@code th:text}: after what repeats an element, or leaves it out. */
  private static final int PRECEDENCE = 1300;

  private static final int SHORT = 12;

  Marks() {
    super("Migration Ledger", "ledger", PRECEDENCE);
  }

  @Override
  public Set<IProcessor> getProcessors(String prefix) {
    return Set.of(
        new Mark<>(prefix, "time", Moment.class, Marks::time),
        new Mark<>(prefix, "state", String.class, Marks::state),
        new Mark<>(prefix, "hash", String.class, Marks::hash));
  }

  static String time(Moment moment) {
    if (moment.text().isEmpty()) {
      return "<span class=\"none\">–</span>";
    }
    var at = escaped(moment.text());
    return "<time datetime=\""
        + at
        + "\" title=\""
        + at
        + " (UTC)\">"
        + escaped(moment.told())
        + "</time>";
  }

  static String state(String word) {
    var text = escaped(word);
    return "<span class=\"state state-" + text + "\">" + text + "</span>";
  }

  static String hash(String hex) {
    var brief = hex.substring(0, Math.min(SHORT, hex.length()));
    return "<code class=\"hash\" title=\"" + escaped(hex) + "\">" + escaped(brief) + "</code>";
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  /** One of them. */
  private static final class Mark<T> extends AbstractAttributeTagProcessor {

    private final Class<T> type;
    private final Function<T, String> html;

    Mark(String prefix, String name, Class<T> type, Function<T, String> html) {
      super(TemplateMode.HTML, prefix, null, false, name, true, PRECEDENCE, true);
      this.type = type;
      this.html = html;
    }

    @Override
    protected void doProcess(
        ITemplateContext context,
        IProcessableElementTag tag,
        AttributeName attribute,
        String value,
        IElementTagStructureHandler structure) {
      var parser = StandardExpressions.getExpressionParser(context.getConfiguration());
      var shown = type.cast(parser.parseExpression(context, value).execute(context));
      structure.replaceWith(html.apply(shown), false);
    }
  }
}
