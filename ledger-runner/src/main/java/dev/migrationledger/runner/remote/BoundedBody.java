package dev.migrationledger.runner.remote;

import java.io.IOException;
import java.io.Serial;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes the whole of an answer, but never more than so many bytes of it. The JDK's own limiting
 * subscriber fails like a connection that broke, after which one would ask again.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
  private final long most;
  private Flow.@Nullable Subscription subscription;
  private long length;

  /** An answer is longer; there is no use in asking again. */
  static final class TooLong extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    TooLong(long most) {
      super("it has more than " + (most >> 20) + " MiB");
    }
  }

  BoundedBody(long most) {
    this.most = most;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    whole.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (length > most) {
      return;
    }
    length += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (length <= most) {
      whole.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    whole.onError(new TooLong(most));
  }

  @Override
  public void onError(Throwable failure) {
    whole.onError(failure);
  }

  @Override
  public void onComplete() {
    whole.onComplete();
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole.getBody();
  }
}
