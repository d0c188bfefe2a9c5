# The model server on CPU, with the demo model; mount another model directory at /model and pass --model /model.
# Build from the project's root: docker build -f docker/model-server.Dockerfile -t radiology-gpt/model-server .
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -pl model-server -am -Dmaven.test.skip=true package \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
 && cp model-server/target/model-server-*.jar /app/lib/

FROM eclipse-temurin:21-jre
RUN useradd --system --uid 10001 radiology-gpt
COPY --from=build /app/lib /app/lib
COPY config/demo-model /app/config/demo-model
USER radiology-gpt
EXPOSE 8000
ENV RADIOLOGY_GPT_JAVA_OPTS="" ORT_DISABLE_TELEMETRY=1
ENTRYPOINT ["sh", "-c", "exec java $RADIOLOGY_GPT_JAVA_OPTS -Dradiologygpt.home=/app -cp '/app/lib/*' org.radiologygpt.model.server.ServeMain \"$@\"", "serve"]
CMD ["--host", "0.0.0.0", "--port", "8000"]
