package io.pumpwatch.jobs.alert;

/** What an alert tells of its finding: the activities of OCSF's findings. */
public enum AlertActivity {
  CREATE(1, "Create"),
  UPDATE(2, "Update"),
  CLOSE(3, "Close");

  private final int id;
  private final String caption;

  AlertActivity(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  /** OCSF's {@code activity_id}. */
  int id() {
    return id;
  }

  /** OCSF's {@code activity_name}. */
  String caption() {
    return caption;
  }
}
