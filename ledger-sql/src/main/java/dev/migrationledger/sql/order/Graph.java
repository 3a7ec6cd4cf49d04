package dev.migrationledger.sql.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** The circles of a graph, and an order of what is in none; without recursion. */
final class Graph {

  private static final int UNSEEN = -1;

  private final List<List<Edge>> needed;
  private final int[] circle;

  Graph(int size, List<Edge> edges) {
    needed = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      needed.add(new ArrayList<>(0));
    }
    edges.forEach(edge -> needed.get(edge.from()).add(edge));
    circle = new int[size];
    components();
  }

  /** Whether an edge is part of a circle. */
  boolean isInCircle(Edge edge) {
    return circle[edge.from()] == circle[edge.to()];
  }

  /** Tarjan's strongly connected components, with a stack of our own. */
  private void components() {
    int size = needed.size();
    int[] index = new int[size];
    int[] low = new int[size];
    int[] next = new int[size];
    Arrays.fill(index, UNSEEN);
    Arrays.fill(circle, UNSEEN);
    Deque<Integer> path = new ArrayDeque<>();
    Deque<Integer> open = new ArrayDeque<>();
    int count = 0;
    for (int root = 0; root < size; root++) {
      if (index[root] != UNSEEN) {
        continue;
      }
      path.push(root);
      while (!path.isEmpty()) {
        int node = path.peek();
        if (index[node] == UNSEEN) {
          index[node] = count;
          low[node] = count++;
          open.push(node);
        }
        int child = step(node, next, index, low);
        if (child != UNSEEN) {
          path.push(child);
        } else {
          path.pop();
          if (!path.isEmpty()) {
            low[path.peek()] = Math.min(low[path.peek()], low[node]);
          }
          close(node, index, low, open);
        }
      }
    }
  }

  /** The next node that is not seen yet below one; what is seen is counted in. */
  private int step(int node, int[] next, int[] index, int[] low) {
    List<Edge> edges = needed.get(node);
    while (next[node] < edges.size()) {
      int other = edges.get(next[node]++).to();
      if (index[other] == UNSEEN) {
        return other;
      }
      if (circle[other] == UNSEEN) {
        low[node] = Math.min(low[node], index[other]);
      }
    }
    return UNSEEN;
  }

  private void close(int node, int[] index, int[] low, Deque<Integer> open) {
    if (low[node] == index[node]) {
      int member;
      do {
        member = open.pop();
        circle[member] = node;
      } while (member != node);
    }
  }

  /** The shortest way from what an edge needs back to its start, as edges. */
  List<Edge> wayBack(Edge edge) {
    Edge[] by = new Edge[needed.size()];
    Deque<Integer> open = new ArrayDeque<>(List.of(edge.to()));
    while (!open.isEmpty() && by[edge.from()] == null) {
      for (Edge next : needed.get(open.poll())) {
        if (isInCircle(next) && by[next.to()] == null && next.to() != edge.to()) {
          by[next.to()] = next;
          open.add(next.to());
        }
      }
    }
    List<Edge> way = new ArrayList<>();
    int at = edge.from();
    while (at != edge.to() && by[at] != null) {
      way.addFirst(by[at]);
      at = by[at].from();
    }
    return way;
  }

  /** Each behind those it needs, the smallest first; in circles what needs a later one does not. */
  List<Integer> order() {
    int size = needed.size();
    int[] missing = new int[size];
    List<List<Integer>> users = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      users.add(new ArrayList<>(0));
    }
    for (List<Edge> edges : needed) {
      for (Edge edge : edges) {
        if (!isInCircle(edge) || edge.to() < edge.from()) {
          missing[edge.from()]++;
          users.get(edge.to()).add(edge.from());
        }
      }
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < size; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<Integer> order = new ArrayList<>(size);
    while (!ready.isEmpty()) {
      int next = ready.remove();
      order.add(next);
      for (int user : users.get(next)) {
        if (--missing[user] == 0) {
          ready.add(user);
        }
      }
    }
    return order;
  }
}
