// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.desugar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A lambda of each kind; its results are lists and strings, which know no class loader. */
public final class ManyLambdas implements Supplier<Object> {
  private final int seven = 7;
  private @Nullable String seen;

  /** Makes one. */
  public ManyLambdas() {}

  @Override
  public Object get() {
    List<Object> results = new ArrayList<>();
    long captured = 5;
    String text = "captured";
    Supplier<String> nothing = () -> "nothing";
    Supplier<Supplier<String>> same = () -> nothing;
    results.add(nothing.get());
    results.add(same.get() == nothing);
    Function<Integer, Long> boxes = i -> i + captured + seven;
    results.add(boxes.apply(1));
    BiFunction<String, Integer, Character> method = String::charAt;
    results.add(method.apply("abc", 2));
    ToLongFunction<String> widens = String::length;
    results.add(widens.applyAsLong("four"));
    LongSupplier bound = text::length;
    results.add(bound.getAsLong());
    IntFunction<int[]> array = int[]::new;
    results.add(array.apply(3).length);
    Function<String, StringBuilder> makes = StringBuilder::new;
    results.add(makes.apply("made").append(" up").toString());
    Function<CharSequence, Object> ofInterface = CharSequence::length;
    results.add(ofInterface.apply("12345"));
    List<String> dropped = new ArrayList<>();
    Consumer<String> drops = dropped::add;
    drops.accept("dropped");
    results.add(dropped);
    Consumer<String> sets = value -> seen = value + seven;
    sets.accept("seen");
    results.add(String.valueOf(seen));
    Callable<Double> wide = () -> captured + 0.5;
    results.add(call(wide));
    ToIntFunction<String> hidden = ManyLambdas::hidden;
    results.add(hidden.applyAsInt("xy"));
    ((Runnable & Serializable) () -> results.add("serializable")).run();
    results.add(new Sub().both());
    results.add(((WithDefault) () -> "default").twice());
    UnaryOperator<String> nested = a -> ((UnaryOperator<String>) b -> a + b + text).apply("b");
    results.add(nested.apply("a"));
    return results;
  }

  private static double call(Callable<Double> callable) {
    try {
      return callable.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int hidden(String text) {
    return text.length() + 1;
  }

  /** Its lambda has the name and the type of its subclass's. */
  static class Base {
    private final String base = "base";

    List<String> both() {
      Supplier<String> mine = () -> base;
      return List.of(mine.get());
    }
  }

  /** Must not get in the way of the other's. */
  static final class Sub extends Base {
    private final String sub = "sub";

    @Override
    List<String> both() {
      Supplier<String> mine = () -> sub;
      return List.of(mine.get(), super.both().get(0));
    }
  }

  /** A lambda in an interface. */
  interface WithDefault extends Supplier<String> {
    default String twice() {
      Supplier<String> two = () -> get() + get();
      return two.get();
    }
  }
}
