package io.pumpwatch.jobs.enrich;

/** What a tenant's logs may lack, and what follows from it. */
enum BlindSpot {
  NO_SEND(
      "no row is a send (requested or sent); every pattern is blind.",
      "Add the provider's delivery log or the application's request log."),
  NO_DESTINATION(
      "no send carries a destination; sequential-numbers, send-to-success-imbalance and burst on"
          + " numbers and blocks are blind.",
      "Switch on the provider's delivery status log."),
  NO_CLIENT(
      "no send carries a client address; burst on clients and their networks is blind.",
      "Add the log of the web server or the identity provider."),
  NO_SUCCESS(
      "no row says that a code came back; send-to-success-imbalance is silent, sequential-numbers"
          + " needs stronger evidence.",
      "Add the log of what checks the codes."),
  NO_DESTINATION_OF_SUCCESS(
      "codes that come back carry no destination; send-to-success-imbalance is silent on blocks,"
          + " ranges, networks and countries.",
      "Have the application log the number when it checks a code."),
  NO_RECEIPT(
      "no delivery receipts; an undelivered code looks like one that was not entered.",
      "Switch on the provider's delivery receipts.");

  private final String meaning;
  private final String remedy;

  BlindSpot(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** What is missing and which patterns that silences. */
  String meaning() {
    return meaning;
  }

  /** What to do about it, whoever the vendor is. */
  String remedy() {
    return remedy;
  }
}
