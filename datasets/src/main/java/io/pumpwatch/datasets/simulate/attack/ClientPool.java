package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Population;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** The clients that an attacker rents. */
final class ClientPool {

  private ClientPool() {}

  /** Residential proxies, to be used again and again. */
  static List<Client> residential(int size, SeededRandom random) {
    List<Client> clients = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      clients.add(Population.residentialProxy(random));
    }
    return clients;
  }
}
