package io.virga.compute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "0000:0000:0000:0000:0000:babe:220.12.22.2, ::babe:dc0c:1602",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
    })
    void oneIpv6AddressHasOneText(String asked, String shown) {
        assertThat(ServerFields.address(server(asked), "accessIPv6", 6)).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "x", ":::", "fe80::1%eth0", "1:2:3:4:5:6:7:8:9"})
    void whatIsNoIpv6AddressIsRefused(String asked) {
        assertThatThrownBy(() -> ServerFields.address(server(asked), "accessIPv6", 6))
                .isInstanceOf(Invalid.class);
    }

    private static Fields server(String address) {
        return Fields.parse("{\"accessIPv6\": \"%s\"}".formatted(address));
    }
}
