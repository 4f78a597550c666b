type Equivalent = { readonly npm: string; readonly ecosystem: string };

/**
 * Well-known packages of other languages, and what is used on npm in their place. Only names that npm's registry lacks, or that nobody uses there, are
 * ever looked up.
 */
const TABLES: Readonly<Record<string, string>> = {
  PyPI: `beautifulsoup4:cheerio bs4:cheerio beautifulsoup:cheerio lxml:cheerio requests:axios,undici urllib3:undici httpx:undici aiohttp:undici
    flask:express fastapi:fastify django:@nestjs/core uvicorn:fastify gunicorn:pm2 starlette:hono numpy:mathjs scipy:mathjs pandas:danfojs-node
    matplotlib:chart.js seaborn:chart.js plotly:plotly.js pillow:sharp opencvpython:sharp psycopg2:pg psycopg2binary:pg psycopg:pg asyncpg:pg
    pymongo:mongodb motor:mongodb pymysql:mysql2 mysqlclient:mysql2 mysqlconnectorpython:mysql2 sqlalchemy:typeorm,drizzle-orm alembic:knex
    pydantic:zod marshmallow:zod pythondotenv:dotenv pyyaml:yaml,js-yaml pytest:vitest,jest unittest:vitest celery:bullmq rq:bullmq
    boto3:@aws-sdk/client-s3 botocore:@aws-sdk/client-s3 paramiko:ssh2 scrapy:crawlee jinja2:nunjucks typer:commander argparse2:commander
    tqdm:cli-progress loguru:pino structlog:pino pyjwt:jsonwebtoken pythonjose:jose passlib:bcrypt tensorflow:@tensorflow/tfjs
    pytorch:onnxruntime-node torch:onnxruntime-node scikitlearn:ml sklearn:ml openpyxl:exceljs xlsxwriter:exceljs pypdf:pdf-parse pypdf2:pdf-parse
    reportlab:pdfkit pytz:luxon pythondateutil:date-fns nltk:natural spacy:natural sentencetransformers:@huggingface/transformers
    pyperclip:clipboardy colorama:chalk rich:chalk pyserial:serialport websockets:ws pika:amqplib kafkapython:kafkajs python3redis:redis
    googlegenerativeai:@google/genai streamlit:express`,
  RubyGems: `sinatra:express rails:@nestjs/core devise:passport sidekiq:bullmq resque:bullmq nokogiri:cheerio rspec:vitest activerecord:sequelize
    actionmailer:nodemailer capybara:playwright rackcors:cors rackattack:express-rate-limit faraday:axios httparty:axios carrierwave:multer
    pundit:@casl/ability cancancan:@casl/ability rubocop:eslint factorybot:fishery sequelpg:pg`,
  Go: `gin:express gingonic:express gorillamux:find-my-way gorm:typeorm cobra:commander viper:convict zerolog:pino logrus:pino zap:pino
    testify:chai sqlx:knex`,
  Maven: `log4j:log4js slf4j:pino junit:vitest mockito:sinon hibernate:typeorm springboot:@nestjs/core okhttp:undici`,
  Packagist: `guzzle:axios phpunit:vitest monolog:winston laravel:@nestjs/core symfony:@nestjs/core phpdotenv:dotenv phpmailer:nodemailer`,
  Cargo: `serdejson:superjson reqwest:undici tokio:piscina clap:commander actixweb:fastify axum:fastify`,
};

const EQUIVALENTS: ReadonlyMap<string, readonly Equivalent[]> = new Map(
  Object.entries(TABLES).flatMap(([ecosystem, table]) =>
    table.split(/\s+/).map((row) => {
      const [name = '', names = ''] = row.split(':');
      return [name, names.split(',').map((npm) => ({ npm, ecosystem }))] as const;
    }),
  ),
);

/** What npm has in the place of a package of another ecosystem, best first; named by its letters without punctuation. */
export const equivalentsOf = (letters: string): readonly Equivalent[] => EQUIVALENTS.get(letters) ?? [];
