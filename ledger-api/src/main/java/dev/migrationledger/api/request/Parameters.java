package dev.migrationledger.api.request;

import dev.migrationledger.domain.script.Version;
import dev.migrationledger.query.ask.reply.Portion;
import dev.migrationledger.query.listing.Field;
import dev.migrationledger.query.listing.Listing;
import dev.migrationledger.query.listing.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.util.MultiValueMap;

/**
 * A request's parameters. Collects what is wrong with them, all of it, those that nobody reads too.
 * An empty value is none.
 */
public final class Parameters implements Given {

  private final MultiValueMap<String, String> given;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> wrong = new ArrayList<>();

  public Parameters(MultiValueMap<String, String> given) {
    this.given = given;
  }

  @Override
  public String text(String name) {
    known.add(name);
    var values = given.getOrDefault(name, List.of());
    if (values.size() > 1) {
      wrong.add(name + " is given " + values.size() + " times; give it once");
    }
    var value = values.isEmpty() ? "" : values.getFirst();
    if (value.indexOf('\0') >= 0) {
      wrong.add(name + " holds a NUL character");
      return "";
    }
    return value;
  }

  /** Text that must be there. */
  public String needed(String name, String example) {
    var value = text(name);
    if (value.isBlank()) {
      wrong.add(name + " is missing, " + example);
    }
    return value;
  }

  /** A migration's number. */
  public Optional<Version> version(String name) {
    return version(name, text(name));
  }

  /** A migration's number that is part of the address. */
  public Optional<Version> version(String name, String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Version(value));
    } catch (IllegalArgumentException e) {
      wrong.add(name + "=" + value + " is no migration's number (1 to 18 digits, e.g. 0029)");
      return Optional.empty();
    }
  }

  /** How many, 0 when it is not given. */
  public int count(String name) {
    var value = text(name);
    if (value.isEmpty()) {
      return 0;
    }
    if (!value.matches("[0-9]{1,9}")) {
      wrong.add(name + "=" + value + " is no count (0 to 999999999, 0 for all)");
      return 0;
    }
    return Integer.parseInt(value);
  }

  /** A yes or no that is no when it is not given. */
  public boolean flag(String name) {
    var value = text(name);
    if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
      wrong.add(name + "=" + value + " is neither true nor false");
    }
    return value.equals("true");
  }

  /** A value of a kind of its own, empty when it is not given. */
  public Optional<Object> value(Field field) {
    var value = text(field.name());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(field.value(value));
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** What narrows a list. */
  public Map<Field, Object> values(List<Field> fields) {
    var values = new LinkedHashMap<Field, Object>();
    fields.forEach(field -> value(field).ifPresent(value -> values.put(field, value)));
    return values;
  }

  /** Which part of a list: {@code after}, {@code limit} and {@code order}. */
  public Page page(Listing listing) {
    var after = text("after");
    if (!after.isEmpty()) {
      try {
        listing.order().values(after);
      } catch (IllegalArgumentException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    int most = limit(1);
    var order = text("order");
    if (!order.isEmpty() && !order.equals("asc") && !order.equals("desc")) {
      wrong.add("order=" + order + " is neither asc nor desc");
    }
    return new Page(after, most, order.equals("desc"));
  }

  /** Which part of an answer: {@code after} and {@code limit}, of which 0 is the whole. */
  public Portion portion() {
    int limit = limit(0);
    var after = text("after");
    if (limit == 0) {
      if (!after.isEmpty()) {
        wrong.add("after=" + after + " cannot be given with limit=0, which asks for everything");
      }
      return Portion.WHOLE;
    }
    try {
      return after.isEmpty() ? Portion.first(limit) : Portion.after(after, limit);
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
      return Portion.first(limit);
    }
  }

  private int limit(int least) {
    var limit = text("limit");
    boolean countable = limit.matches("[0-9]{1,4}");
    int most = countable ? Integer.parseInt(limit) : Page.USUAL;
    if ((!limit.isEmpty() && !countable) || most < least || most > Page.MOST) {
      wrong.add("limit=%s is no size of a page (%d to %d)".formatted(limit, least, Page.MOST));
      return Page.USUAL;
    }
    return most;
  }

  @Override
  public void wrong(String what) {
    wrong.add(what);
  }

  @Override
  public void refuse() {
    var strange = new TreeSet<>(given.keySet());
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      wrong.add(
          "nobody here knows "
              + ApiProblem.names(List.copyOf(strange))
              + "; "
              + (known.isEmpty()
                  ? "no parameter is known"
                  : "known are " + String.join(", ", known)));
    }
    if (!wrong.isEmpty()) {
      throw new ApiProblem(ApiError.BAD_PARAMETER, String.join("; ", wrong) + ".");
    }
  }
}
