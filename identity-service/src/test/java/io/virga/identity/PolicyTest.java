package io.virga.identity;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import io.virga.testing.PolicyChecks;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class PolicyTest extends PolicyChecks {

    @Override
    protected String member() {
        return Cloud.tenant().logIn();
    }

    @Override
    protected String unscoped() {
        var tenant = Cloud.tenant();
        return Cloud.token(Cloud.ask(Cloud.byPassword(tenant.name(), tenant.name()), "\"unscoped\""));
    }
}
