package io.pumpwatch.jobs.reference;

import static io.pumpwatch.jobs.reference.JudgedTraffic.row;
import static io.pumpwatch.jobs.reference.JudgedTraffic.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private static final String NUMBER = "+24177012345";
  private static final long DAY = 86_400;

  static Stream<Arguments> traffic() {
    return Stream.of(
        Arguments.of(
            "a request and its send are one message",
            new JudgedTraffic().message(seconds(0), NUMBER),
            List.of("SENT 0", "UNCONVERTED 600")),
        Arguments.of(
            "a send nobody asked for is one",
            new JudgedTraffic().add(row(seconds(5), EventType.SENT).destination(NUMBER).build()),
            List.of("SENT 5", "UNCONVERTED 605")),
        Arguments.of(
            "a send an hour and more after the request is another",
            new JudgedTraffic()
                .add(row(seconds(0), EventType.REQUESTED).destination(NUMBER).build())
                .add(row(seconds(3601), EventType.SENT).destination(NUMBER).build()),
            List.of("SENT 0", "UNCONVERTED 600", "SENT 3601", "UNCONVERTED 4201")),
        Arguments.of(
            "a code in time",
            new JudgedTraffic().message(seconds(0), NUMBER).verified(seconds(599), NUMBER),
            List.of("SENT 0", "VERIFIED 599", "CONVERTED 600")),
        Arguments.of(
            "a late code",
            new JudgedTraffic().message(seconds(0), NUMBER).verified(seconds(601), NUMBER),
            List.of("SENT 0", "UNCONVERTED 600", "VERIFIED 601", "CONVERTED_LATE 601")),
        Arguments.of(
            "a code of the day before",
            new JudgedTraffic().message(seconds(0), NUMBER).verified(seconds(DAY + 1), NUMBER),
            List.of("SENT 0", "UNCONVERTED 600")),
        Arguments.of(
            "a code is that of the latest message",
            new JudgedTraffic()
                .message(seconds(0), NUMBER)
                .message(seconds(60), NUMBER)
                .verified(seconds(90), NUMBER),
            List.of("SENT 0", "SENT 60", "VERIFIED 90", "UNCONVERTED 600", "CONVERTED 660")),
        Arguments.of(
            "a flow that asks for no code back",
            new JudgedTraffic()
                .add(row(seconds(0), EventType.SENT).flow("marketing").destination(NUMBER).build()),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traffic")
  void rowsMakeMessages(String story, JudgedTraffic traffic, List<String> moments) {
    long start = JudgedTraffic.MIDNIGHT.toEpochMilli();

    assertThat(traffic.moments())
        .extracting(moment -> moment.stage() + " " + (moment.time() - start) / 1000)
        .containsExactlyElementsOf(moments);
  }
}
