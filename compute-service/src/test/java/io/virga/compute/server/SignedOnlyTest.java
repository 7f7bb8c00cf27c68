package io.virga.compute.server;

import static io.virga.compute.TestCloud.get;
import static io.virga.compute.TestCloud.memberOf;
import static io.virga.compute.TestCloud.newProject;
import static io.virga.compute.TestCloud.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.compute.TestCloud;
import io.virga.compute.TestImages;
import io.virga.compute.TestPeers;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Images that the image service does not give to a project.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(TestPeers.class)
class SignedOnlyTest {

    @Inject
    TestCloud cloud;

    private final String project = newProject();
    private final String token = memberOf(project);

    @BeforeEach
    void reset() {
        cloud.reset();
    }

    @Test
    void whoeverAsksForAServerHearsIt() {
        TestImages.SIGNED_ONLY.put(project, 0);

        post(token, "/v2.1/servers", TestCloud.server("{}"))
                .statusCode(403)
                .body("forbidden.message", equalTo(TestImages.UNSIGNED));

        get(token, "/v2.1/servers").body("servers", hasSize(0));
    }

    @Test
    void whatIsRefusedLaterIsNotLaunched() {
        TestImages.SIGNED_ONLY.put(project, 1);

        var server = cloud.create(token);

        cloud.awaitStatus(token, server, "ERROR");
        get(token, "/v2.1/servers/" + server).body("server.fault.message", equalTo(TestImages.UNSIGNED));
        assertThat(cloud.commands)
                .noneMatch(command -> command instanceof LaunchInstance
                        && command.instance().toString().equals(server));
    }

    /// What has not come whole was not proved.
    @Test
    void nothingRunsBeforeItIsWhole() {
        TestImages.lazy = true;
        TestImages.SIGNED_ONLY.put(project, 100);

        var server = cloud.boot(token);

        assertThat(cloud.commands)
                .filteredOn(command -> command.instance().toString().equals(server))
                .hasExactlyElementsOfTypes(LaunchInstance.class)
                .allMatch(command -> command instanceof LaunchInstance launch && !launch.lazy());
    }

    @Test
    void otherProjectsAreGivenTheirs() {
        TestImages.SIGNED_ONLY.put(newProject(), 0);

        cloud.boot(token);
    }
}
