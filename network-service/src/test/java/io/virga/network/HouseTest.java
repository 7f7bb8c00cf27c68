package io.virga.network;

import io.virga.testing.House;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void theRulesOfTheHouseHold() {
        House.holds("io.virga.network");
    }

    @Test
    void everyOperationHasARule() {
        House.everyOperationHasARule("io.virga.network");
    }
}
