"""One settings file; what differs between machines comes from the environment (docs/reference/settings.md)."""

from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from trigpoint.config import database, environment

BASE_DIR = environment.CHECKOUT
HOME = environment.home()

DEBUG = environment.read("DEBUG") == "1"
DEMO = environment.read("DEMO") == "1"
SECRET_KEY = environment.secret_key()

PUBLIC_URL = environment.read("PUBLIC_URL", f"http://127.0.0.1:{environment.read('PORT', '8000')}").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = [
    urlsplit(PUBLIC_URL).hostname or "",
    "127.0.0.1",
    "localhost",
    *filter(None, environment.read("ALLOWED_HOSTS").split(",")),
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"

CONTEXTS = [
    "kernel",
    "access",
    "ui",
    "audit",
    "messaging",
    "organisations",
    "people",
    "frameworks",
    "programmes",
    "reviews",
    "allocation",
    "evidence",
    "proformas",
    "findings",
    "improvement",
    "assurance",
    "evaluation",
    "home",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "ninja",
    "procrastinate.contrib.django",
    *[f"trigpoint.{name}" for name in CONTEXTS],
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trigpoint.people.middleware.HatsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trigpoint.people.middleware.SignInMiddleware",
    "trigpoint.people.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "trigpoint.ui.middleware.ErrorPages",
]

ROOT_URLCONF = "trigpoint.config.urls"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# Welsh joins with its catalogue: until then a Welsh browser would get Welsh month names in an English page.
LANGUAGES = [("en", _("English"))]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

DATABASES = {"default": database.settings()}

# Counts of attempts, which every web process must share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

MEDIA_ROOT = HOME / "files"

MAIL_SERVER = environment.read("EMAIL_HOST")
MAILERS = {
    "default": {"BACKEND": "trigpoint.messaging.backend.OutboxBackend"},
    "smtp": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_SERVER,
            "port": int(environment.read("EMAIL_PORT", "587")),
            "username": environment.read("EMAIL_USER"),
            "password": environment.read("EMAIL_PASSWORD"),
            "use_tls": environment.read("EMAIL_SECURITY", "starttls") == "starttls",
            "use_ssl": environment.read("EMAIL_SECURITY") == "tls",
            "timeout": 30,
        },
    },
}
DEFAULT_FROM_EMAIL = environment.read("EMAIL_FROM", "Trigpoint <trigpoint@localhost>")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trigpoint.ui.context_processors.frame",
            ],
        },
    },
]

FORM_RENDERER = "trigpoint.ui.rendering.Renderer"
CSRF_FAILURE_VIEW = "trigpoint.ui.web.csrf_failure"
# More than any text box takes, so that a long comment is answered by its own field with nothing lost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}

# Signing in: a code sent by e-mail, a passkey, and for staff a second factor. No passwords, no sign-up but by invitation.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
ACCOUNT_ADAPTER = "trigpoint.people.web.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# A school is one address to the world: many people sign in from it on the morning of a visit.
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/m/key", "login": "60/m/ip"}
MFA_ADAPTER = "trigpoint.people.web.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://127.0.0.1, which browsers hold to be safe
MFA_TOTP_ISSUER = "Trigpoint"
MFA_TOTP_TOLERANCE = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": environment.read("LOG_LEVEL", "INFO"),
        }
    },
    "root": {"handlers": ["console"], "level": environment.read("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # It tells of every job; what a job did is in the rows.
        "procrastinate": {"level": "WARNING"},
    },
}
