# The routes: consume from Kafka, call the model server, write drafts to the FHIR server.
# Build from the project's root: docker build -f docker/engine.Dockerfile -t radiology-gpt/engine .
FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -pl camel-routes -am -Dmaven.test.skip=true package \
      dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/app/lib \
 && cp camel-routes/target/camel-routes-*.jar /app/lib/

FROM eclipse-temurin:21-jre
RUN useradd --system --uid 10001 radiology-gpt
COPY --from=build /app/lib /app/lib
COPY config /app/config
USER radiology-gpt
EXPOSE 8081
ENV RADIOLOGY_GPT_JAVA_OPTS="" ORT_DISABLE_TELEMETRY=1
ENTRYPOINT ["sh", "-c", "exec java $RADIOLOGY_GPT_JAVA_OPTS -Dradiologygpt.home=/app -cp '/app/lib/*' org.radiologygpt.routes.cli.Main \"$@\"", "radiology-gpt"]
CMD ["run", "--config", "/app/config/radiology-gpt.yaml"]
