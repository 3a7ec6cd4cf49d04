# Builds the program with Maven, runs it on a JRE of the same Java, as an ordinary user.
FROM maven:3-eclipse-temurin-25 AS build
# PostgreSQL's parser is fetched as an npm package when ledger-sql is built
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -q -B -P'!quality' -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home ledger
WORKDIR /opt/ledger
COPY --from=build /src/ledger-api/target/ledger-api-0.1.0-SNAPSHOT.jar /opt/ledger/
COPY --from=build /src/ledger-api/target/lib /opt/ledger/lib
USER ledger
EXPOSE 8080
ENTRYPOINT ["java", "-cp", "/opt/ledger/ledger-api-0.1.0-SNAPSHOT.jar:/opt/ledger/lib/*", "dev.migrationledger.runner.cli.LedgerCli"]
CMD ["serve", "--bind", "0.0.0.0"]
