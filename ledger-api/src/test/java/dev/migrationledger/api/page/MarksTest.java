package dev.migrationledger.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationledger.query.answer.Moment;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;";

  @Test
  void hostile_words_stay_text() {
    for (var mark :
        new String[] {
          Marks.state(HOSTILE), Marks.hash(HOSTILE), Marks.time(new Moment(HOSTILE + HOSTILE))
        }) {
      assertThat(Jsoup.parseBodyFragment(mark).body().children()).as(mark).hasSize(1);
      assertThat(Jsoup.parseBodyFragment(mark).select("script")).as(mark).isEmpty();
    }
    assertThat(only(Marks.state(HOSTILE)).text()).isEqualTo(HOSTILE);
    assertThat(only(Marks.hash(HOSTILE)).attr("title")).isEqualTo(HOSTILE);
  }

  @Test
  void a_hash_is_short_with_the_whole_of_it_at_hand() {
    var hash = only(Marks.hash("0123456789abcdef"));

    assertThat(hash.text()).isEqualTo("0123456789ab");
    assertThat(hash.attr("title")).isEqualTo("0123456789abcdef");
    assertThat(only(Marks.hash("")).text()).isEmpty();
  }

  @Test
  void a_moment_is_told_to_the_second_and_kept_to_the_microsecond() {
    var time = only(Marks.time(Moment.of(Instant.parse("2026-03-01T14:03:00.012Z"))));

    assertThat(time.text()).isEqualTo("2026-03-01 14:03:00 UTC");
    assertThat(time.attr("datetime")).isEqualTo("2026-03-01T14:03:00.012000Z");
    assertThat(time.attr("title")).isEqualTo("2026-03-01T14:03:00.012000Z (UTC)");
    assertThat(only(Marks.time(Moment.NONE)).className()).isEqualTo("none");
  }

  private static Element only(String html) {
    return Jsoup.parseBodyFragment(html).body().child(0);
  }
}
