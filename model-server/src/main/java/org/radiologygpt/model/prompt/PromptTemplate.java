package org.radiologygpt.model.prompt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A prompt with one gap.
 *
 * @param id name and version, as {@code impression-alpaca-v1}
 * @param text the prompt, with {@code {input}} once where the report's text goes
 */
public record PromptTemplate(String id, String text) {
    private static final String GAP = "{input}";

    /** What opens a part of a template, and the control tokens of common models where a tokenizer would take them. */
    private static final String TOKENS =
            "</?s>|<(?:unk|pad|bos|eos|mask)>|<\\|[^|\\n]{1,40}\\|>|\\[/?INST]|<</?SYS>>|<(?:start|end)_of_turn>";

    private static final Pattern CONTROL = Pattern.compile(TOKENS, Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("(?m)^[ ]*#{2,}[ ]*|" + TOKENS, Pattern.CASE_INSENSITIVE);

    /** Every mark begins with one of these. */
    private static final Pattern OPENING = Pattern.compile("[<\\[#]");

    /** Marks may be nested, and a text of nothing else would be read as often as it has levels: no report has so many. */
    private static final int MOST_PASSES = 16;

    private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n]]");

    private static final String FORM_OF_ALPACA = """
            Below is an instruction that describes a task, paired with an input that provides further context. \
            Write a response that appropriately completes the request.

            ### Instruction:
            %s

            ### Input:
            {input}

            ### Response:
            """;

    /**
     * The main task in Alpaca form with the instruction of Liu et al. 2023 ("Radiology-GPT", section 3.2): derive the
     * impression from the findings.
     */
    public static final PromptTemplate IMPRESSION =
            alpaca("impression-alpaca-v1", "Derive the impression from findings in the radiology report");

    public PromptTemplate {
        if (text.indexOf(GAP) < 0 || text.indexOf(GAP) != text.lastIndexOf(GAP)) {
            throw new IllegalArgumentException("prompt template " + id + " must contain {input} exactly once");
        }
    }

    /**
     * The form of Stanford Alpaca with an input, a line break after the last heading as alpaca-lora trains it.
     *
     * @param id name and version
     * @param instruction one line
     */
    static PromptTemplate alpaca(String id, String instruction) {
        return new PromptTemplate(id, String.format(FORM_OF_ALPACA, instruction));
    }

    /**
     * A text as it may fill the gap: without marks of a template's form and control tokens, so that a report's words
     * are never taken for instructions; blanks of every kind are one blank each, unseen characters are left out.
     */
    public static String plain(String input) {
        String lines = input.replace("\r\n", "\n").replace('\r', '\n');
        String seen = UNSEEN.matcher(BLANKS.matcher(lines).replaceAll(" ")).replaceAll("");
        String plain = seen;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            String last = plain;
            plain = FORM.matcher(plain).replaceAll("");
            if (plain.equals(last)) {
                return plain;
            }
        }
        return OPENING.matcher(plain).replaceAll("");
    }

    /** Whether a text spells a control token of a common model. */
    public static boolean holdsControlToken(String text) {
        return CONTROL.matcher(text).find();
    }

    /** The prompt for one input. */
    public String render(String input) {
        int gap = text.indexOf(GAP);
        return text.substring(0, gap) + input.strip() + text.substring(gap + GAP.length());
    }

    /** SHA-256 of the template's UTF-8 text, hexadecimal. */
    public String sha256() {
        return sha256(text);
    }

    /** SHA-256 of any text's UTF-8 bytes, hexadecimal: also for a rendered prompt. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
