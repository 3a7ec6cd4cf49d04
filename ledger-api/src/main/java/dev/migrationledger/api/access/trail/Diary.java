package dev.migrationledger.api.access.trail;

import dev.migrationledger.store.failure.SqlFailures;
import dev.migrationledger.store.failure.StoreFailure;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Keeps what was done with the service. */
public final class Diary {

  private static final System.Logger LOG = System.getLogger(Diary.class.getName());

  private final DataSource ds;

  public Diary(DataSource ds) {
    this.ds = ds;
  }

  /** Records something before the answer goes out; what cannot be recorded is logged. */
  public void now(Visit visit) {
    write(List.of(visit));
  }

  private void write(List<Visit> visits) {
    try (var c = ds.getConnection()) {
      Trail.add(c, visits);
    } catch (SQLException e) {
      lost(visits, SqlFailures.of(e, "record who used the service"));
    } catch (StoreFailure e) {
      lost(visits, e);
    }
  }

  private static void lost(List<Visit> visits, StoreFailure why) {
    LOG.log(System.Logger.Level.ERROR, why.getMessage());
    visits.forEach(visit -> LOG.log(System.Logger.Level.ERROR, "not recorded: " + visit));
  }
}
