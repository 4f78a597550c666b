import { DATA } from '../engine/flow/data.ts';
import { data, type Model } from '../engine/flow/model.ts';
import { MESSAGE } from './kinds.ts';

const SAID = data(DATA.user, 'what somebody writes in the chat');
const NAME = data(DATA.user, 'a name that somebody gives themselves');

const TELEGRAM_CONTEXT = ['telegram.Context'];
const TELEGRAM_TEXT = ['message', 'msg', 'editedMessage', 'channelPost', 'update.message', 'callbackQuery.message'];
/** Methods of bots that take a function for what comes in. */
const LISTENING = [
  'on',
  'hears',
  'command',
  'start',
  'help',
  'action',
  'use',
  'callbackQuery',
  'inlineQuery',
  'filter',
];

const SLACK = ['slack.Arguments'];
/** Where the arguments of a listener of Slack hold what was typed. */
const SLACK_TEXT = [
  'message.text',
  'message.blocks',
  'message.files',
  'event.text',
  'event.blocks',
  'event.files',
  'command.text',
  'payload.text',
  'payload.value',
  'body.text',
  'body.event.text',
  'body.actions',
  'body.message.text',
  'body.view.state',
  'action.value',
  'view.state',
  'shortcut.message.text',
  'context.matches',
  'options.value',
];

const DISCORD = ['discord.Event'];
const DISCORD_TYPES = [
  'Message',
  'Interaction',
  'CommandInteraction',
  'ChatInputCommandInteraction',
  'ModalSubmitInteraction',
  'MessageContextMenuCommandInteraction',
  'AutocompleteInteraction',
];

/**
 * Bots of chats: what people write to them is foreign, as a request is.
 * https://docs.slack.dev/tools/bolt-js/, https://discord.js.org/docs, https://telegraf.js.org/, https://grammy.dev/guide/context, https://github.com/yagop/node-telegram-bot-api,
 * https://docs.wwebjs.dev/, https://baileys.wiki/, https://learn.microsoft.com/javascript/api/botbuilder/, https://github.com/tmijs/tmi.js
 */
export default {
  reads: {
    ...Object.fromEntries(SLACK_TEXT.map((place) => [`slack.Arguments.${place}`, SAID])),
    'slack.Arguments.command.user_name': NAME,

    ...Object.fromEntries(DISCORD_TYPES.map((name) => [`type discord.js.${name}`, 'discord.Event'])),
    'discord.Event.content': SAID,
    'discord.Event.cleanContent': SAID,
    'discord.Event.attachments': SAID,
    'discord.Event.options.getString()': SAID,
    'discord.Event.options.getAttachment()': SAID,
    'discord.Event.options.getFocused()': SAID,
    'discord.Event.options.getMessage().content': SAID,
    'discord.Event.targetMessage.content': SAID,
    'discord.Event.fields.getTextInputValue()': SAID,
    'discord.Event.author.username': NAME,
    'discord.Event.author.displayName': NAME,
    'discord.Event.author.globalName': NAME,
    'discord.Event.member.displayName': NAME,
    'discord.Event.member.nickname': NAME,

    'type telegraf.Context': 'telegram.Context',
    'type grammy.Context': 'telegram.Context',
    'telegram.Context.text': SAID,
    'telegram.Context.match': SAID,
    'telegram.Context.payload': SAID,
    'telegram.Context.args': SAID,
    'telegram.Context.callbackQuery.data': SAID,
    'telegram.Context.inlineQuery.query': SAID,
    ...Object.fromEntries(
      TELEGRAM_TEXT.flatMap((place) => [
        [`telegram.Context.${place}.text`, SAID],
        [`telegram.Context.${place}.caption`, SAID],
        [`telegram.Context.${place}.document.file_name`, SAID],
        [`telegram.Context.${place}.reply_to_message.text`, SAID],
        [`telegram.Context.${place}.from.first_name`, NAME],
        [`telegram.Context.${place}.from.username`, NAME],
      ]),
    ),
    'telegram.Context.from.first_name': NAME,
    'telegram.Context.from.username': NAME,
    'type node-telegram-bot-api.Message': 'telegram.Message',
    'telegram.Message.text': SAID,
    'telegram.Message.caption': SAID,
    'telegram.Message.data': SAID,
    'telegram.Message.query': SAID,
    'telegram.Message.document.file_name': SAID,
    'telegram.Message.reply_to_message.text': SAID,
    'telegram.Message.from.first_name': NAME,
    'telegram.Message.from.username': NAME,

    'type whatsapp-web.js.Message': 'whatsapp.Message',
    'whatsapp.Message.body': SAID,
    'whatsapp.Message.caption': SAID,
    'baileys.Received.messages': MESSAGE,

    'type botbuilder.TurnContext': 'botbuilder.Turn',
    'botbuilder.Turn.activity.text': SAID,
    'botbuilder.Turn.activity.value': MESSAGE,
    'botbuilder.Turn.activity.attachments': MESSAGE,

    'matrix.Event.getContent().body': SAID,
    'matrix.Event.event.content.body': SAID,
    'matrix.Event.content.body': SAID,
  },
  handlers: {
    ...Object.fromEntries(
      ['message', 'command', 'event', 'action', 'shortcut', 'view', 'options', 'use'].map((name) => [
        `@slack/bolt.App().${name}`,
        SLACK,
      ]),
    ),
    ...Object.fromEntries(['on', 'once', 'addListener'].map((name) => [`discord.js.Client().${name}`, DISCORD])),
    ...Object.fromEntries(
      ['telegraf.Telegraf()', 'telegraf()', 'grammy.Bot()', 'telegraf.Composer()', 'grammy.Composer()'].flatMap((bot) =>
        LISTENING.map((name) => [`${bot}.${name}`, TELEGRAM_CONTEXT]),
      ),
    ),
    'node-telegram-bot-api().on': ['telegram.Message'],
    'node-telegram-bot-api().onText': ['telegram.Message', SAID],
    'whatsapp-web.js.Client().on': ['whatsapp.Message'],
    ...Object.fromEntries(
      ['()', '.makeWASocket()', '.default()'].map((maker) => [
        `@whiskeysockets/baileys${maker}.ev.on`,
        ['baileys.Received'],
      ]),
    ),
    '*.onMessage': ['botbuilder.Turn'],
    'matrix-js-sdk.createClient().on': ['matrix.Event'],
    'matrix-bot-sdk.MatrixClient().on': [undefined, 'matrix.Event'],
    'tmi.js.Client().on(message)': [undefined, undefined, SAID],
    'tmi.js.Client().on(chat)': [undefined, undefined, SAID],
    'tmi.js.client().on(message)': [undefined, undefined, SAID],
    'mineflayer.createBot().on(chat)': [NAME, SAID],
    'mineflayer.createBot().on(whisper)': [NAME, SAID],
    'mqtt.connect().on(message)': [MESSAGE, MESSAGE],
  },
} satisfies Model;
