package dev.migrationledger.schema.catalog;

import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the server answers, as objects. While it works on the next question, a thread beside makes
 * objects of the last answer: in a large schema either takes about as long as the other.
 */
final class Description implements AutoCloseable {

  private final Connection connection;
  private final ExecutorService beside = Executors.newSingleThreadExecutor();
  private final List<Part> parts = new ArrayList<>();

  private record Part(CatalogKind kind, Statement statement, Future<List<CatalogObject>> objects) {}

  Description(Connection connection) {
    this.connection = connection;
  }

  /**
   * Asks for the objects of one kind.
   *
   * @throws SnapshotFailure when the server refuses
   */
  void ask(CatalogKind kind, String question) throws SQLException {
    Statement statement = connection.createStatement();
    try {
      // The whole answer at once: the connection is then free for the next question.
      statement.setFetchSize(0);
      var rows = statement.executeQuery(question);
      parts.add(new Part(kind, statement, beside.submit(() -> described(kind, rows))));
    } catch (SQLException e) {
      statement.close();
      throw Reason.of(e).failure(kind.words(), e);
    }
  }

  /** An answer is let go as soon as its objects are there. */
  private static List<CatalogObject> described(CatalogKind kind, ResultSet rows)
      throws SQLException {
    try (rows) {
      return new Rows(kind, rows).objects();
    }
  }

  /**
   * All objects; those of one kind stand together in the order of their keys.
   *
   * @throws SnapshotFailure when one of them was gone before it was described
   */
  List<CatalogObject> objects() {
    var all = new ArrayList<CatalogObject>();
    for (Part part : parts) {
      all.addAll(objects(part));
    }
    return all;
  }

  private static List<CatalogObject> objects(Part part) {
    try {
      return part.objects().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw Reason.of(cause).failure(part.kind().words(), cause);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the schema was described", e);
    }
  }

  /** Leaves nothing running; a statement that is open is closed with it. */
  @Override
  public void close() throws SQLException {
    beside.shutdownNow();
    beside.close();
    for (Part part : parts) {
      part.statement().close();
    }
  }
}
