package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication signatures page: its worked examples, where they are right. */
class SignaturesTest {
    private final Signatures signatures = new Signatures(TestServer.APP);

    @Test
    void aPrivateChannelIsSignedAsPublished() {
        assertEquals(
                "278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4",
                signatures.sign("1234.1234", "private-foobar", null).auth());
    }

    @Test
    void aPresenceChannelIsSignedOverItsData() {
        String data = "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}";
        ChannelAuthorization signed = signatures.sign("1234.1234", "presence-foobar", data);
        assertEquals(
                "278d425bdf160c739803:31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80", signed.auth());
        assertEquals(data, signed.channelData());
    }

    @Test
    void aUserIsSignedAsPublished() {
        assertEquals(
                "278d425bdf160c739803:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba",
                signatures.signUser("1234.1234", "{\"id\":\"12345\"}").auth());
    }

    @Test
    void onlyEncryptedChannelsGetASharedSecret() {
        ChannelAuthorization plain = signatures.sign("1.2", "private-a", null);
        ChannelAuthorization encrypted = signatures.sign("1.2", "private-encrypted-a", null);
        assertEquals("{\"auth\":\"" + plain.auth() + "\"}", TestServer.JSON.writeValueAsString(plain));
        assertEquals(44, encrypted.sharedSecret().length());
        assertTrue(TestServer.JSON.writeValueAsString(encrypted).contains("\"shared_secret\":\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2:private-b", "1.2::user::", "a.b", "1.2\n", " 1.2"})
    void anInvalidSocketIdIsNotSigned(String socketId) {
        assertThrows(IllegalArgumentException.class, () -> signatures.sign(socketId, "private-a", null));
        assertThrows(IllegalArgumentException.class, () -> signatures.signUser(socketId, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence-x:{\"user_id\":\"admin\"}", "", "private-ä", "public", "#server-to-user-1"})
    void anInvalidOrPublicChannelIsNotSigned(String channel) {
        assertThrows(IllegalArgumentException.class, () -> signatures.sign("1.2", channel, null));
    }

    @Test
    void secretsAreNotPrinted() {
        assertFalse(TestServer.APP.toString().contains(TestServer.APP.secret()));
        assertFalse(TestServer.APP.toString().contains(TestServer.MASTER_KEY));
    }
}
