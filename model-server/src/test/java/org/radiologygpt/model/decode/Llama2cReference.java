package org.radiologygpt.model.decode;

/**
 * llama2.c's own arithmetic: 32-bit floats, one token at a time, rotary pairs side by side, weights as its file holds
 * them.
 */
final class Llama2cReference {
    private final Llama2cCheckpoint model;
    private final int dim;
    private final int layers;
    private final int heads;
    private final int kvHeads;
    private final int width;
    private final float[][][] keys;
    private final float[][][] values;

    Llama2cReference(Llama2cCheckpoint model) {
        this.model = model;
        dim = model.header()[0];
        layers = model.header()[2];
        heads = model.header()[3];
        kvHeads = model.header()[4];
        width = model.headDim();
        keys = new float[layers][model.header()[6]][];
        values = new float[layers][model.header()[6]][];
    }

    int[] greedy(int first, int count) {
        int[] tokens = new int[count];
        int token = first;
        for (int position = 0; position < count; position++) {
            token = Stories260kTest.largest(forward(token, position));
            tokens[position] = token;
        }
        return tokens;
    }

    private float[] forward(int token, int position) {
        float[] x = new float[dim];
        System.arraycopy(model.weights().get("token_embedding"), token * dim, x, 0, dim);
        for (int layer = 0; layer < layers; layer++) {
            float[] normed = norm(x, model.layer("rms_att", layer));
            float[] q = rotate(multiply(model.layer("wq", layer), normed), position);
            keys[layer][position] = rotate(multiply(model.layer("wk", layer), normed), position);
            values[layer][position] = multiply(model.layer("wv", layer), normed);
            add(x, multiply(model.layer("wo", layer), attend(q, layer, position)));
            add(x, feedForward(norm(x, model.layer("rms_ffn", layer)), layer));
        }
        return multiply(
                model.weights().get("token_embedding"), norm(x, model.weights().get("rms_final")));
    }

    private float[] feedForward(float[] x, int layer) {
        float[] gate = multiply(model.layer("w1", layer), x);
        float[] up = multiply(model.layer("w3", layer), x);
        for (int i = 0; i < gate.length; i++) {
            gate[i] = gate[i] * (float) (1 / (1 + Math.exp(-gate[i]))) * up[i];
        }
        return multiply(model.layer("w2", layer), gate);
    }

    private float[] attend(float[] q, int layer, int position) {
        float[] out = new float[dim];
        for (int head = 0; head < heads; head++) {
            int at = head / (heads / kvHeads) * width;
            double[] weights = new double[position + 1];
            double sum = 0;
            for (int t = 0; t <= position; t++) {
                double score = 0;
                for (int i = 0; i < width; i++) {
                    score += q[head * width + i] * keys[layer][t][at + i];
                }
                weights[t] = Math.exp(score / Math.sqrt(width));
                sum += weights[t];
            }
            for (int t = 0; t <= position; t++) {
                for (int i = 0; i < width; i++) {
                    out[head * width + i] += (float) (weights[t] / sum * values[layer][t][at + i]);
                }
            }
        }
        return out;
    }

    private float[] rotate(float[] x, int position) {
        for (int i = 0; i < x.length; i += 2) {
            double angle = position / Math.pow(10000, i % width / (double) width);
            float a = x[i];
            float b = x[i + 1];
            x[i] = (float) (a * Math.cos(angle) - b * Math.sin(angle));
            x[i + 1] = (float) (a * Math.sin(angle) + b * Math.cos(angle));
        }
        return x;
    }

    private static float[] norm(float[] x, float[] gamma) {
        float squares = 0;
        for (float value : x) {
            squares += value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares / x.length + 1e-5));
        float[] out = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = gamma[i] * scale * x[i];
        }
        return out;
    }

    private static float[] multiply(float[] matrix, float[] x) {
        float[] out = new float[matrix.length / x.length];
        for (int row = 0; row < out.length; row++) {
            for (int i = 0; i < x.length; i++) {
                out[row] += matrix[row * x.length + i] * x[i];
            }
        }
        return out;
    }

    private static void add(float[] x, float[] delta) {
        for (int i = 0; i < x.length; i++) {
            x[i] += delta[i];
        }
    }
}
