# The same stages in R, each timed; prints "stage seconds" lines. Read by `python -m benchmarks.impact` where Rscript is.
#   Rscript stages.R SCHOOLS.csv
# Debian 12's MatchIt 4.5.1 ignores calipers (kosukeimai/MatchIt#163): compare with 4.6 or later.
suppressMessages({library(MatchIt); library(sandwich); library(data.table)})
s <- as.data.frame(fread(commandArgs(TRUE)[1]))
s$region <- factor(s$region); s$stype <- factor(s$stype)
f <- treat ~ fsm + eal + sen + size + absence + ptr + ks1 + idaci + att1 + att2 + att3 + urban + ofsted + region + stype
took <- function(stage, work) cat(stage, system.time(work)[["elapsed"]], "\n")
cat("version", as.character(packageVersion("MatchIt")), "\n")
took("score", ps <- glm(f, data = s, family = binomial))
lp <- ps$linear.predictors
took("match", m <- suppressWarnings(matchit(f, s, distance = lp, caliper = 0.2, exact = ~ region + stype)))
took("balance", summary(m))
took("effect", {
  d <- s[m$weights > 0, ]; d$w <- m$weights[m$weights > 0]; sets <- as.character(m$subclass)
  of <- tapply(ifelse(s$treat == 1, s$cluster, NA), sets, function(v) v[!is.na(v)][1])
  d$cl <- of[sets[m$weights > 0]]
  fit <- lm(I(y_post - y_pre) ~ treat, d, weights = w); vcovCL(fit, d$cl, type = "HC1") })
took("bootstrap", {
  G <- length(unique(d$cl)); ci <- match(d$cl, sort(unique(d$cl))); X <- cbind(1, d$treat) * sqrt(d$w)
  y <- (d$y_post - d$y_pre) * sqrt(d$w); B <- solve(crossprod(X)); A <- B %*% t(X)
  one <- function(y) { b <- drop(A %*% y); sc <- rowsum(X * (y - drop(X %*% b)), ci); b[2] / sqrt((B %*% crossprod(sc) %*% B)[2, 2]) }
  u <- y - sqrt(d$w) * sum(sqrt(d$w) * y) / sum(d$w)
  replicate(999, one(y - u + u * sample(c(-1, 1), G, TRUE)[ci])) })
