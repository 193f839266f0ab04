# The server: `docker run -e WEBHOOK_SECRET -e APP_ID -e PRIVATE_KEY -e DATABASE_URL -p 3000:3000 suture`
FROM node:24-bookworm-slim AS build
WORKDIR /suture
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY prisma ./prisma
COPY bin ./bin
COPY src ./src
# Prisma would fetch an engine that generating a client does not need: any program does in its place
RUN PRISMA_SCHEMA_ENGINE_BINARY="$(command -v node)" node node_modules/prisma/build/index.js generate
RUN node bin/build.mjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /suture
COPY --from=build /suture/dist ./
USER 1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "suture.js", "serve"]
