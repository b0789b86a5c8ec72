package io.pumpwatch.jobs.enrich;

/** What a tenant's logs may lack, and what follows from it. */
enum BlindSpot {
  NO_SEND(
      "no row is a send (requested or sent); every pattern is blind.",
      "Add the provider's delivery log or the application's request log."),
  NO_DESTINATION(
      "no send carries a destination; every pattern is blind but burst on clients, users and"
          + " credentials.",
      "Switch on the provider's delivery status log."),
  NO_CLIENT(
      "no send carries a client address; burst on clients and their networks and"
          + " send-to-success-imbalance on clients are blind.",
      "Add the log of the web server or the identity provider."),
  NO_SUCCESS(
      "no row says that a code came back; send-to-success-imbalance and partial-conversion are"
          + " silent, sequential-numbers and repeat-flood need stronger evidence.",
      "Add the log of what checks the codes."),
  NO_DESTINATION_OF_SUCCESS(
      "codes that come back carry no destination; send-to-success-imbalance and partial-conversion"
          + " are silent, repeat-flood needs stronger evidence.",
      "Have the application log the number when it checks a code."),
  NO_RECEIPT(
      "no delivery receipts; an undelivered code looks like one that was not entered, and"
          + " partial-conversion cannot tell how long the entry of a code took.",
      "Switch on the provider's delivery receipts."),
  NO_REQUEST(
      "no row says that the application was asked for a code, with the number; unrequested-sends is"
          + " silent.",
      "Have the application log each request for a code, with the number."),
  NO_IDENTITY(
      "no send names the credential that sent it; unrequested-sends and burst on credentials are"
          + " blind.",
      "Have whoever calls the provider log the credential.");

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
