package org.hotline12345.dispatch.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    /** The example of the specification, standardwebhooks.com. */
    @Test
    void a_body_is_signed_as_standard_webhooks_has_it() {
        String signature = WebhookSignature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void each_secret_is_another_one_of_thirty_two_bytes() {
        String secret = WebhookSignature.secret();

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(WebhookSignature.secret());
    }
}
