# The model server on an NVIDIA GPU with TensorRT, and the demo model; mount another model directory at /model and pass
# --model /model. Has not run on a GPU yet: docs/tensorrt.md.
# Build from the project's root: docker build -f docker/model-server-gpu.Dockerfile -t radiology-gpt/model-server-gpu .

# NVIDIA's release 24.11: TensorRT 10.6, CUDA 12.6. Only the libraries that are opened come from it.
FROM nvcr.io/nvidia/tensorrt:24.11-py3 AS tensorrt
RUN set -eu; \
    place() { \
      file=$(ldconfig -p | awk -v name="$1" '$1 == name { print $NF; exit }'); \
      [ -n "$file" ] || file=$(find /usr /opt -name "$1" -print -quit); \
      [ -n "$file" ] || { echo "no $1 in this image" >&2; exit 1; }; \
      readlink -f "$file"; \
    }; \
    mkdir /opt/radiology-gpu; \
    for soname in libnvinfer.so.10 libnvonnxparser.so.10 libcudart.so.12 libcublas.so.12 libcublasLt.so.12 \
        libcudnn_cnn.so.9 libcudnn_adv.so.9 libcudnn_ops.so.9 libcudnn_graph.so.9 libnvrtc.so.12; do \
      real=$(place "$soname"); \
      cp "$real" /opt/radiology-gpu/; \
      [ "$(basename "$real")" = "$soname" ] || ln -s "$(basename "$real")" "/opt/radiology-gpu/$soname"; \
    done; \
    cp "$(dirname "$(place libnvinfer.so.10)")"/libnvinfer_builder_resource*.so.10.* /opt/radiology-gpu/

FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -pl model-server -am -Dmaven.test.skip=true package \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
 && cp model-server/target/model-server-*.jar /app/lib/

FROM eclipse-temurin:21-jre
# Engines are kept in /plans: give it a volume, or each start builds anew.
RUN useradd --system --create-home --uid 10001 radiology-gpt && install -d -o radiology-gpt /plans
COPY --from=tensorrt /opt/radiology-gpu /opt/radiology-gpu
COPY --from=build /app/lib /app/lib
COPY config/demo-model /app/config/demo-model
USER radiology-gpt
EXPOSE 8000
VOLUME /plans
# The driver's own libraries are put into the container by the NVIDIA Container Toolkit, which reads these two.
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility LD_LIBRARY_PATH=/opt/radiology-gpu
ENV RADIOLOGY_GPT_JAVA_OPTS="" ORT_DISABLE_TELEMETRY=1
ENTRYPOINT ["sh", "-c", "exec java $RADIOLOGY_GPT_JAVA_OPTS -Dradiologygpt.home=/app -cp '/app/lib/*' org.radiologygpt.model.server.ServeMain --device gpu --plan-cache /plans \"$@\"", "serve"]
CMD ["--host", "0.0.0.0", "--port", "8000"]
