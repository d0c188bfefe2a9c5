package org.radiologygpt.trainer.tokenize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Learns byte-pair merges (Sennrich et al. 2016) over the bytes of pre-tokenized words. The same texts give the same
 * merges: among equally frequent pairs the one first in character order is merged.
 */
public final class BpeTrainer {
    /**
     * Splits text into words before merging: GPT-2's pattern, but every digit stands alone, so that a number is copied
     * digit by digit and never through a rare token of its own.
     */
    static final String WORDS = "'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\p{N}| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    private static final Pattern WORD = Pattern.compile(WORDS, Pattern.UNICODE_CHARACTER_CLASS);
    private static final long MIN_COUNT = 2;

    private final Map<String, Long> counts = new HashMap<>();

    /** Counts the words of one text. */
    public void add(String text) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            counts.merge(words.group(), 1L, Long::sum);
        }
    }

    /**
     * Learns merges until the vocabulary has the given size or no pair occurs twice.
     *
     * @param vocabSize tokens in all, the special and whole ones included
     * @param wholeTexts texts that become one token each, such as the fixed parts of a prompt
     * @throws IllegalArgumentException where the size does not hold the 256 bytes and the special tokens
     */
    public BpeTokenizer train(int vocabSize, List<String> wholeTexts) {
        int merges = vocabSize - BpeTokenizer.SPECIAL.size() - 256 - wholeTexts.size();
        if (merges < 0) {
            throw new IllegalArgumentException("vocabSize is " + vocabSize + ", it must be at least "
                    + (vocabSize - merges) + ": 256 bytes and the special tokens");
        }
        return new BpeTokenizer(new Merging(counts).run(merges), wholeTexts);
    }

    /** Two neighbouring symbols. */
    record SymbolPair(String left, String right) {
        String merged() {
            return left + right;
        }
    }

    private record Candidate(SymbolPair pair, long count) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingLong(Candidate::count)
                .reversed()
                .thenComparing(candidate -> candidate.pair().left())
                .thenComparing(candidate -> candidate.pair().right());
    }

    /** The working state: words as symbol lists, counts of pairs, and which words hold a pair. */
    private static final class Merging {
        private final List<List<String>> words = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private final Map<SymbolPair, Long> pairs = new HashMap<>();
        private final Map<SymbolPair, Set<Integer>> holders = new HashMap<>();
        private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.BEST_FIRST);

        Merging(Map<String, Long> wordCounts) {
            new TreeMap<>(wordCounts).forEach((word, count) -> {
                counts.add(count);
                words.add(new ArrayList<>(List.of(ByteAlphabet.encode(word).split(""))));
                count(words.size() - 1, 1);
            });
            pairs.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
        }

        List<SymbolPair> run(int limit) {
            List<SymbolPair> merges = new ArrayList<>();
            while (merges.size() < limit && !queue.isEmpty()) {
                Candidate best = queue.poll();
                long now = pairs.getOrDefault(best.pair(), 0L);
                if (now != best.count()) {
                    requeue(best.pair(), now);
                } else if (now < MIN_COUNT) {
                    break;
                } else {
                    merges.add(best.pair());
                    merge(best.pair());
                }
            }
            return merges;
        }

        private void merge(SymbolPair pair) {
            Set<SymbolPair> grown = new HashSet<>();
            for (int word : List.copyOf(holders.get(pair))) {
                count(word, -1);
                replace(words.get(word), pair);
                count(word, 1);
                neighbours(words.get(word), pair.merged(), grown);
            }
            grown.forEach(changed -> requeue(changed, pairs.getOrDefault(changed, 0L)));
        }

        private void requeue(SymbolPair pair, long count) {
            if (count > 0) {
                queue.add(new Candidate(pair, count));
            }
        }

        private void count(int word, int sign) {
            List<String> symbols = words.get(word);
            for (int i = 0; i + 1 < symbols.size(); i++) {
                SymbolPair pair = new SymbolPair(symbols.get(i), symbols.get(i + 1));
                pairs.merge(pair, sign * counts.get(word), Long::sum);
                Set<Integer> in = holders.computeIfAbsent(pair, key -> new HashSet<>());
                if (sign > 0) {
                    in.add(word);
                } else {
                    in.remove(word);
                }
            }
        }

        private static void replace(List<String> symbols, SymbolPair pair) {
            for (int i = 0; i + 1 < symbols.size(); i++) {
                if (symbols.get(i).equals(pair.left()) && symbols.get(i + 1).equals(pair.right())) {
                    symbols.set(i, pair.merged());
                    symbols.remove(i + 1);
                }
            }
        }

        private static void neighbours(List<String> symbols, String merged, Set<SymbolPair> into) {
            for (int i = 0; i + 1 < symbols.size(); i++) {
                if (symbols.get(i).equals(merged) || symbols.get(i + 1).equals(merged)) {
                    into.add(new SymbolPair(symbols.get(i), symbols.get(i + 1)));
                }
            }
        }
    }
}
