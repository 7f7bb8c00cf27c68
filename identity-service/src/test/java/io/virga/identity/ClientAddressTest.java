package io.virga.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void oneNetworkOfACustomerIsOneSource() {
        assertThat(ClientAddress.network("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.network("2001:db8:1:2:9:9:9:9"))
                .isNotEqualTo(ClientAddress.network("2001:db8:1:3:3:4:5:6"));
    }
}
