import type { Model } from '../engine/flow/model.ts';
import angular from './angular.ts';
import angularjs from './angularjs.ts';
import anthropic from './anthropic.ts';
import browser from './browser.ts';
import browserExtension from './browser-extension.ts';
import chatPlatforms from './chat-platforms.ts';
import commands from './commands.ts';
import directory from './directory.ts';
import dns from './dns.ts';
import dynamodb from './dynamodb.ts';
import electron from './electron.ts';
import elysia from './elysia.ts';
import express from './express.ts';
import fastify from './fastify.ts';
import googleGenai from './google-genai.ts';
import h3 from './h3.ts';
import hapi from './hapi.ts';
import hono from './hono.ts';
import html from './html.ts';
import httpClients from './http-clients.ts';
import huggingFace from './hugging-face.ts';
import javascript from './javascript.ts';
import koa from './koa.ts';
import lambda from './lambda.ts';
import langchain from './langchain.ts';
import loggers from './loggers.ts';
import mail from './mail.ts';
import mcp from './mcp.ts';
import modelEndpoints from './model-endpoints.ts';
import modelProviders from './model-providers.ts';
import mongodb from './mongodb.ts';
import nestjs from './nestjs.ts';
import next from './next.ts';
import nodeCore from './node-core.ts';
import nuxt from './nuxt.ts';
import openai from './openai.ts';
import passport from './passport.ts';
import queues from './queues.ts';
import redis from './redis.ts';
import remix from './remix.ts';
import retrieval from './retrieval.ts';
import rpc from './rpc.ts';
import sandboxes from './sandboxes.ts';
import serializers from './serializers.ts';
import sql from './sql.ts';
import streams from './streams.ts';
import svelte from './svelte.ts';
import sveltekit from './sveltekit.ts';
import templates from './templates.ts';
import text from './text.ts';
import tokens from './tokens.ts';
import uploads from './uploads.ts';
import utilities from './utilities.ts';
import vercelAi from './vercel-ai.ts';
import vue from './vue.ts';
import webStandard from './web-standard.ts';
import zlib from './zlib.ts';

/** Every library that data is followed through. */
export const MODELS: readonly Model[] = [
  angular,
  angularjs,
  anthropic,
  browser,
  browserExtension,
  chatPlatforms,
  commands,
  directory,
  dns,
  dynamodb,
  electron,
  elysia,
  express,
  fastify,
  googleGenai,
  h3,
  hapi,
  hono,
  html,
  httpClients,
  huggingFace,
  javascript,
  koa,
  lambda,
  langchain,
  loggers,
  mail,
  mcp,
  modelEndpoints,
  modelProviders,
  mongodb,
  nestjs,
  next,
  nodeCore,
  nuxt,
  openai,
  passport,
  queues,
  redis,
  remix,
  retrieval,
  rpc,
  sandboxes,
  serializers,
  sql,
  streams,
  svelte,
  sveltekit,
  templates,
  text,
  tokens,
  uploads,
  utilities,
  vercelAi,
  vue,
  webStandard,
  zlib,
];
