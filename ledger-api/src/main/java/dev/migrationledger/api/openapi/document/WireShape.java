package dev.migrationledger.api.openapi.document;

import dev.migrationledger.api.openapi.Members;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas of what runners and the service exchange: the fields of each message. What is inside
 * them belongs to one version of the program and is an object here.
 */
final class WireShape {

  private WireShape() {}

  static Map<String, Object> of(Shapes shapes, Class<?> message) {
    var name = "Runner" + message.getSimpleName();
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (var part : message.getRecordComponents()) {
      required.add(part.getName());
      properties.put(part.getName(), part(shapes, message, part.getGenericType()));
    }
    shapes.name(
        name,
        Members.of("type", "object", "required", List.copyOf(required), "properties", properties));
    return Shapes.reference(name);
  }

  private static Map<String, Object> part(Shapes shapes, Class<?> message, Type type) {
    if (type instanceof ParameterizedType list) {
      var item = list.getActualTypeArguments()[0];
      return Members.of("type", "array", "items", part(shapes, message, item));
    }
    if (type instanceof Class<?> inner
        && message.getEnclosingClass() == inner.getEnclosingClass()) {
      return of(shapes, inner);
    }
    return shapes.isValue(type) ? shapes.of(type) : Members.of("type", "object");
  }
}
