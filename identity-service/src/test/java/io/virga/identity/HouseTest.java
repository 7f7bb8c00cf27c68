package io.virga.identity;

import io.virga.testing.House;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void theHouseStands() {
        House.holds("io.virga.identity");
    }

    @Test
    void everyOperationHasARule() {
        House.everyOperationHasARule("io.virga.identity");
    }
}
