package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.AlertActivity;
import io.pumpwatch.jobs.alert.CommonEvent;
import io.pumpwatch.jobs.alert.DetectionFinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Findings as events of the formats that a SIEM reads, a line each. */
public final class FindingEvents {

  private FindingEvents() {}

  /**
   * Detection Findings of OCSF. Each is told once, as it stands now, so each is a Create; its
   * status says whether the episode is over.
   */
  public static void ocsf(List<Finding> findings, Appendable out) throws IOException {
    for (Finding finding : findings) {
      byte[] event = DetectionFinding.json(new Alert(AlertActivity.CREATE, finding));
      out.append(new String(event, StandardCharsets.UTF_8)).append('\n');
    }
  }

  /** Events of ArcSight's Common Event Format. */
  public static void cef(List<Finding> findings, Appendable out) throws IOException {
    for (Finding finding : findings) {
      out.append(CommonEvent.line(finding)).append('\n');
    }
  }
}
