package io.pumpwatch.datasets.simulate.profile;

import io.pumpwatch.datasets.simulate.profile.Episode.Marks;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The messages of an episode in the making. */
public final class Script {

  private static final int LISTED_SOURCE_IPS = 200;

  private final Scene scene;
  private final List<SimulatedMessage> messages = new ArrayList<>();
  private final List<SimulatedMessage> cover = new ArrayList<>();

  public Script(Scene scene) {
    this.scene = scene;
  }

  /** Somebody asks the scene's tenant for a code, that many seconds into the scene. */
  public void code(Flow flow, Subscriber account, double second, Odds odds) {
    send(MessageRequest.code(scene.tenant(), flow, account, scene.at(second)), odds);
  }

  /** An account made up behind a residential proxy asks for a code for a number of a block. */
  public void codeByProxy(Flow flow, NumberBlock block, int offset, double second, Odds odds) {
    SeededRandom random = scene.random();
    code(flow, block.account(offset, Population.residentialProxy(random), random), second, odds);
  }

  /** A request is accepted and ends with these odds. */
  public void send(MessageRequest request, Odds odds) {
    messages.add(scene.world().courier().send(request, odds, scene.random()));
  }

  /** A request is refused. */
  public void throttle(MessageRequest request) {
    messages.add(scene.world().courier().throttle(request, scene.random()));
  }

  /** A request that comes along without being part of what the label is about. */
  public void cover(MessageRequest request, Odds odds) {
    cover.add(scene.world().courier().send(request, odds, scene.random()));
  }

  /** The addresses of most requests, the busiest first, up to two hundred of them. */
  public List<String> busiestSourceIps() {
    Map<String, Long> uses =
        messages.stream()
            .map(message -> message.client().sourceIp())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return uses.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LISTED_SOURCE_IPS)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All of it as an episode, labelled by what tells it from other traffic. */
  public Episode episode(TrafficProfile profile, Marks marks) {
    return Episode.of(profile, scene, messages, marks).with(cover);
  }
}
