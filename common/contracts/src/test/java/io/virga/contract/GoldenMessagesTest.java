package io.virga.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentQuestion;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.ImageCommand;
import io.virga.contract.audit.AuditRecords;
import io.virga.contract.identity.Revocation;
import io.virga.contract.network.PortEvent;
import io.virga.contract.scheduler.SchedulerReply;
import io.virga.contract.scheduler.SchedulerRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Agents and services are upgraded at different times, so the bytes on the wire are fixed by files that only a
/// reviewer may
/// change: `contract/<type name>.json`, one for each type of message.
class GoldenMessagesTest {

    private static final List<Class<?>> FAMILIES = List.of(
            AgentCommand.class,
            AgentReport.class,
            AgentQuestion.class,
            AgentAnswer.class,
            ImageCommand.class,
            SchedulerRequest.class,
            SchedulerReply.class,
            PortEvent.class,
            Revocation.class);

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @TestFactory
    Stream<DynamicTest> everyTypeReadsAndWritesItsSample() {
        var sealed = FAMILIES.stream()
                .flatMap(family -> Arrays.stream(
                                family.getAnnotation(JsonSubTypes.class).value())
                        .map(type -> sample(type.name(), family, type.value())));
        var alone = Stream.of(HostReport.class, AuditRecords.class)
                .map(type -> sample(type.getAnnotation(JsonTypeName.class).value(), type, type));
        return Stream.concat(sealed, alone);
    }

    @TestFactory
    Stream<DynamicTest> everyRecordOfAFamilyHasAName() {
        return FAMILIES.stream()
                .map(family -> DynamicTest.dynamicTest(family.getSimpleName(), () -> {
                    var named = Arrays.stream(
                                    family.getAnnotation(JsonSubTypes.class).value())
                            .<Class<?>>map(JsonSubTypes.Type::value);
                    assertThat(named).containsExactlyInAnyOrder(family.getPermittedSubclasses());
                }));
    }

    private DynamicTest sample(String name, Class<?> family, Class<?> type) {
        return DynamicTest.dynamicTest(name, () -> {
            var written = json.readTree(golden(name));
            var message = json.treeToValue(written, family);
            assertThat(message).isInstanceOf(type);
            assertThat(json.readTree(json.writeValueAsString(message))).isEqualTo(written);
            assertThat(everyFieldIsSet(message)).isTrue();
        });
    }

    private byte[] golden(String name) throws IOException {
        try (var file = getClass().getResourceAsStream("/contract/" + name + ".json")) {
            assertThat(file).as("a golden file for " + name).isNotNull();
            return file.readAllBytes();
        }
    }

    // A sample with a null would not pin that field's name and form.
    private boolean everyFieldIsSet(Object message) throws IOException {
        return !json.writeValueAsString(message).contains(":null");
    }
}
