package org.radiologygpt.trainer.promote;

/**
 * McNemar's exact test, one-sided: how likely it is that of the reports on which two writers differ so many or more speak
 * against the candidate, were both alike.
 */
final class SignTest {
    private SignTest() {}

    /**
     * P(X ≥ worse), X binomial of worse + better trials with 1/2.
     *
     * @param worse reports on which only the candidate has the alarm
     * @param better reports on which only the other has it
     */
    static double p(int worse, int better) {
        int n = worse + better;
        double logChoose = 0;
        double p = 0;
        for (int k = 0; k <= n; k++) {
            if (k > 0) {
                logChoose += Math.log((double) (n - k + 1) / k);
            }
            if (k >= worse) {
                p += Math.exp(logChoose - n * Math.log(2));
            }
        }
        return Math.min(1, p);
    }
}
