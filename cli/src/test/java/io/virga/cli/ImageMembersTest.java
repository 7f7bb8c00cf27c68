package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMembersTest {

    private static final String IMAGE = "/v2/images/i1";
    private static final String MEMBERS = IMAGE + "/members";
    private static final String OTHER = "0123456789abcdef0123456789abcdef";
    private static final String MEMBER = """
            {"image_id": "i1", "member_id": "%s", "status": "pending", "created_at": "a", "updated_at": "b", "schema": "/v2/schemas/member"}""".formatted(OTHER);

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when(
                        "GET " + IMAGE,
                        "{\"id\": \"i1\", \"name\": \"golden\", \"tags\": [\"old\", \"a/b\"], \"stage\": \"x\", \"a/~b\": \"y\"}")
                .when(
                        "GET /v2/images?name=golden",
                        "{\"images\": [{\"id\": \"i1\", \"name\": \"golden\", \"tags\": []}]}")
                .when("POST " + MEMBERS, MEMBER)
                .when("GET " + MEMBERS, "{\"members\": [%s]}".formatted(MEMBER))
                .when("PATCH " + IMAGE, "{}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void addShowsTheMemberAsOpenstackDoes() throws IOException {
        var outcome = cloud.virga("image", "add", "project", "golden", OTHER);

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").path()).isEqualTo(MEMBERS);
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"member\": \"%s\"}".formatted(OTHER)));
        assertThat(outcome.out().lines().map(line -> line.split(" *[|] *")).filter(cells -> cells.length > 1))
                .extracting(cells -> cells[1])
                .containsExactly("Field", "created_at", "image_id", "member_id", "schema", "status", "updated_at");
    }

    @Test
    void whoMayListProjectsNamesThem() throws IOException {
        cloud.withIdentity()
                .when(
                        "GET /v3/projects?domain_id=d1&name=team",
                        "{\"projects\": [{\"id\": \"%s\", \"name\": \"team\"}]}".formatted(OTHER));

        var outcome = cloud.virga("image", "add", "project", "--project-domain", "acme", "i1", "team");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(json("{\"member\": \"%s\"}".formatted(OTHER)));
    }

    /// The image service would share the image with a project whose id is `team`, which nobody ever sees.
    @Test
    void aNameThatMayNotBeLookedUpIsNoMember() {
        cloud.when("GET /v3/projects/team", 403, "{}").when("GET /v3/projects?name=team", 403, "{}");

        var outcome = cloud.virga("image", "add", "project", "i1", "team");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("may not look for project 'team'", "Give its ID");
        assertThat(cloud.asked).noneMatch(asked -> asked.path().equals(MEMBERS));
    }

    @Test
    void removeAndList() {
        cloud.when("DELETE " + MEMBERS + "/" + OTHER, 204, "");

        assertThat(cloud.virga("image", "member", "list", "golden").out())
                .contains("| Image ID | Member ID                        | Status  |");
        assertThat(cloud.virga("image", "member", "list", "i1", "-f", "value").out())
                .isEqualTo("i1 %s pending\n".formatted(OTHER));
        assertThat(cloud.virga("image", "remove", "project", "golden", OTHER).code())
                .isZero();
        assertThat(cloud.last("DELETE").path()).isEqualTo(MEMBERS + "/" + OTHER);
    }

    @ParameterizedTest
    @CsvSource({"--accept, accepted", "--reject, rejected", "--pending, pending"})
    void theOwnProjectAnswers(String option, String status) throws IOException {
        cloud.when("PUT " + MEMBERS + "/project-1", MEMBER);

        var outcome = cloud.virga("image", "set", option, "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("PUT").json()).isEqualTo(json("{\"status\": \"%s\"}".formatted(status)));
        assertThat(cloud.asked).noneMatch(asked -> asked.method().equals("PATCH"));
    }

    @Test
    void withAnAnswerTheProjectIsTheMemberElseTheNewOwner() throws IOException {
        cloud.withIdentity().when("PUT " + MEMBERS + "/p1", MEMBER);

        assertThat(cloud.virga("image", "set", "--accept", "--project", "web", "i1")
                        .code())
                .isZero();
        assertThat(cloud.asked).noneMatch(asked -> asked.method().equals("PATCH"));

        assertThat(cloud.virga("image", "set", "--project", "web", "i1").code()).isZero();
        assertThat(cloud.last("PATCH").json())
                .isEqualTo(json("[{\"op\": \"add\", \"path\": \"/owner\", \"value\": \"p1\"}]"));
    }

    @Test
    void whatIsNotAcceptedYetIsFoundByItsIdOnly() {
        cloud.when("GET /v2/images?name=theirs", "{\"images\": []}")
                .when("GET /v2/images?name=theirs&os_hidden=true", "{\"images\": []}")
                .when(
                        "GET /v2/images?visibility=shared&member_status=pending&sort=name%3Aasc",
                        "{\"images\": [{\"id\": \"i1\"}]}");

        assertThat(cloud.virga("image", "set", "--accept", "theirs").err())
                .contains("virga image list --shared --member-status pending");
        assertThat(cloud.virga("image", "list", "--shared", "--member-status", "pending", "-f", "value", "-c", "ID")
                        .out())
                .isEqualTo("i1\n");
    }

    @Test
    void listsAreFilteredByAllTags() {
        cloud.when(
                "GET /v2/images?visibility=all&os_hidden=true&tag=a&tag=b&sort=name%3Aasc",
                "{\"images\": [{\"id\": \"i1\"}]}");

        assertThat(cloud.virga("image", "list", "--all", "--hidden", "--tag", "a", "--tag", "b")
                        .out())
                .contains("i1");
    }

    @Test
    void setHasOptionsForKnownPropertiesAndHides() throws IOException {
        var outcome = cloud.virga("image", "set", "--hidden", "--os-distro", "debian", "--disk-format", "raw", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("PATCH").json()).isEqualTo(json("""
                [{"op": "add", "path": "/os_distro", "value": "debian"}, {"op": "add", "path": "/disk_format", "value": "raw"},
                 {"op": "add", "path": "/os_hidden", "value": true}]"""));
    }

    @Test
    void aTagThatIsThereIsNotAddedTwice() throws IOException {
        cloud.virga("image", "set", "--tag", "new", "--tag", "old", "--tag", "new", "i1");

        assertThat(cloud.last("PATCH").json()).isEqualTo(json("""
                [{"op": "replace", "path": "/tags", "value": ["old", "a/b", "new"]}]"""));
    }

    @Test
    void unsetTakesTagsAndPropertiesAway() throws IOException {
        cloud.when("DELETE " + IMAGE + "/tags/a%2Fb", 204, "");

        var outcome = cloud.virga("image", "unset", "--tag", "a/b", "--property", "a/~b", "--property", "stage", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("DELETE").path()).isEqualTo(IMAGE + "/tags/a%2Fb");
        assertThat(cloud.last("PATCH").json()).isEqualTo(json("""
                [{"op": "remove", "path": "/a~1~0b"}, {"op": "remove", "path": "/stage"}]"""));
    }

    @Test
    void whatIsNotThereIsToldAndTheRestIsDone() throws IOException {
        var outcome = cloud.virga("image", "unset", "--tag", "none", "--property", "stage", "--property", "no", "i1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("has no tag 'none', no property 'no'");
        assertThat(cloud.last("PATCH").json()).isEqualTo(json("[{\"op\": \"remove\", \"path\": \"/stage\"}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image set --accept --reject i1",
                "image set --hidden --unhidden i1",
                "image unset i1",
                "image list --member-status maybe"
            })
    void optionsThatMakeNoSense(String words) {
        assertThat(cloud.virga(words.split(" ")).code()).isEqualTo(2);
        assertThat(cloud.asked).isEmpty();
    }
}
