package io.virga.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.RightsModel.Grant;
import io.virga.identity.role.RightsModel.Project;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The reference itself, by hand.
class RightsModelTest {

    private final RightsModel model = new RightsModel();

    @BeforeEach
    void aSmallCloud() {
        model.domains.put("d", true);
        model.projects.put("top", new Project("d", Optional.empty(), true));
        model.projects.put("mid", new Project("d", Optional.of("top"), true));
        model.projects.put("low", new Project("d", Optional.of("mid"), true));
        model.users.put("u", "d");
        model.groups.put("g", "d");
        model.roles.put("admin", Optional.empty());
        model.roles.put("reader", Optional.empty());
        model.roles.put("local", Optional.of("d"));
        model.implied.put("admin", Set.of("reader"));
        model.implied.put("local", Set.of("reader"));
    }

    @Test
    void inheritedRolesHoldBelowTheirTargetAndNotOnIt() {
        model.grants.add(new Grant(new OfUser("u"), new OnProject("top"), true, "admin"));

        assertThat(rolesOn("top")).isEmpty();
        assertThat(rolesOn("mid")).containsExactly("admin", "reader");
        assertThat(rolesOn("low")).containsExactly("admin", "reader");
        assertThat(model.projectsOf("u", List.of())).containsExactly("low", "mid");
    }

    @Test
    void aDomainsInheritanceHoldsOnItsProjectsOnly() {
        model.grants.add(new Grant(new OfUser("u"), new OnDomain("d"), true, "reader"));

        assertThat(rolesOn("low")).containsExactly("reader");
        assertThat(model.rolesOf("u", List.of(), new OnDomain("d"))).isEmpty();
    }

    @Test
    void aDomainsRoleIsInNoTokenButWhatItImpliesIs() {
        model.grants.add(new Grant(new OfUser("u"), new OnProject("mid"), false, "local"));

        assertThat(rolesOn("mid")).containsExactly("reader");
    }

    @Test
    void aMappedGroupCountsLikeAMembership() {
        model.grants.add(new Grant(new OfGroup("g"), new OnProject("mid"), false, "reader"));

        assertThat(rolesOn("mid")).isEmpty();
        assertThat(model.rolesOf("u", List.of("g"), new OnProject("mid"))).containsExactly("reader");
        model.members.put("g", Set.of("u"));
        assertThat(rolesOn("mid")).containsExactly("reader");
    }

    @Test
    void belowAClosedProjectNothingIsOpen() {
        model.grants.add(new Grant(new OfUser("u"), new OnDomain("d"), true, "reader"));
        model.projects.put("mid", new Project("d", Optional.of("top"), false));

        assertThat(model.projectsOf("u", List.of())).containsExactly("top");
    }

    private Set<String> rolesOn(String project) {
        return model.rolesOf("u", List.of(), new OnProject(project));
    }
}
