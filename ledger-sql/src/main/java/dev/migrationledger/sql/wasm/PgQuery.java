package dev.migrationledger.sql.wasm;

import dev.migrationledger.sql.wasm.pgquery.PgQueryModule;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.MemoryLimits;

/** One instance of libpg_query; for one thread at a time, preferably with a big stack. */
public final class PgQuery {

  /** 40 MiB, 32 of them C's stack, of which most are never touched. */
  private static final int FIRST_PAGES = 640;

  /** More memory than this is not kept for the next text. */
  private static final int MOST_KEPT_PAGES = 1536;

  private final PgQueryImage image;
  private final Instance instance;
  private final Memory memory;
  private final ExportFunction allocate;
  private final ExportFunction free;
  private final ExportFunction parse;
  private final ExportFunction freeResult;
  private final ExportFunction parsePlpgsql;
  private final ExportFunction freeString;
  private boolean failed;

  PgQuery(PgQueryImage image) {
    this.image = image;
    this.instance =
        Instance.builder(image.wasm())
            .withImportValues(new HostFunctions(image).imports())
            .withStart(false)
            .withMachineFactory(PgQueryModule::create)
            .withMemoryFactory(LazyMemory::new)
            .withMemoryLimits(new MemoryLimits(FIRST_PAGES, HostFunctions.MOST_PAGES))
            .build();
    this.memory = instance.exports().memory(image.exportName("memory"));
    this.allocate = export("malloc");
    this.free = export("free");
    this.parse = export("wasm_parse_query_raw");
    this.freeResult = export("wasm_free_parse_result");
    this.parsePlpgsql = export("wasm_parse_plpgsql");
    this.freeString = export("wasm_free_string");
    export("wasm_call_ctors").apply();
  }

  /** Whether it may be used for another text: it has not failed, and is not too fat to keep. */
  public boolean isFit() {
    return !failed && memory.pages() <= MOST_KEPT_PAGES;
  }

  /**
   * The raw parse trees of the statements in the text.
   *
   * @throws PgQueryFailure when the parser itself gives up
   */
  public RawResult parse(byte[] utf8) {
    return guarded(utf8, this::parseAt);
  }

  /**
   * The trees of the PL/pgSQL in {@code CREATE FUNCTION} or {@code DO}, which must have a body.
   *
   * @throws PgQueryFailure when the parser itself gives up
   */
  public RawResult parsePlpgsql(byte[] utf8) {
    return guarded(utf8, this::parsePlpgsqlAt);
  }

  private RawResult guarded(byte[] utf8, IntFunction<RawResult> work) {
    if (failed) {
      throw new IllegalStateException("This parser gave up before: make a new one");
    }
    for (byte b : utf8) {
      if (b == 0) {
        throw new IllegalArgumentException("PostgreSQL's parser takes no text with a NUL byte");
      }
    }
    boolean done = false;
    try {
      int text = (int) allocate.apply(utf8.length + 1)[0];
      memory.write(text, utf8);
      memory.writeByte(text + utf8.length, (byte) 0);
      RawResult result = work.apply(text);
      free.apply(text);
      done = true;
      return result;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new PgQueryFailure(e);
    } finally {
      failed = !done;
    }
  }

  /** The result: JSON, chatter, error; an error: message, function, file, line, position. */
  private RawResult parseAt(int text) {
    int result = (int) parse.apply(text)[0];
    int error = memory.readInt(result + 8);
    RawResult raw =
        error == 0
            ? new RawResult.Json(bytesAt(memory.readInt(result)))
            : new RawResult.Refusal(textAt(memory.readInt(error)), memory.readInt(error + 16));
    freeResult.apply(result);
    return raw;
  }

  /** An answer that does not begin as JSON does is a message. */
  private RawResult parsePlpgsqlAt(int text) {
    int result = (int) parsePlpgsql.apply(text)[0];
    byte[] answer = bytesAt(result);
    freeString.apply(result);
    boolean json = answer.length > 0 && (answer[0] == '{' || answer[0] == '[');
    return json
        ? new RawResult.Json(answer)
        : new RawResult.Refusal(new String(answer, StandardCharsets.UTF_8), 0);
  }

  private String textAt(int address) {
    return new String(bytesAt(address), StandardCharsets.UTF_8);
  }

  private byte[] bytesAt(int address) {
    int end = address;
    while (memory.read(end) != 0) {
      end++;
    }
    return memory.readBytes(address, end - address);
  }

  private ExportFunction export(String name) {
    return instance.export(image.exportName(name));
  }
}
