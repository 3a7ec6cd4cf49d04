package example.shop;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A small shop that starts only on a database that has what it needs. */
@SpringBootApplication
public class ShopApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(ShopApplication.class, arguments);
  }

  /** What the shop tells. */
  @RestController
  static class Users {

    private final JdbcTemplate database;

    Users(JdbcTemplate database) {
      this.database = database;
      System.out.println("the shop's beans ask the database");
    }

    @GetMapping("/users")
    Map<String, Object> users() {
      return database.queryForMap("SELECT count(*) AS users, max(name) AS last FROM users");
    }
  }
}
