# SPDX-License-Identifier: Apache-2.0
libservice_a_SOURCES += \
	service/serve/answer.c \
	service/serve/cache.c \
	service/serve/cache.h \
	service/serve/etag.c \
	service/serve/etag.h \
	service/serve/grid.c \
	service/serve/groups.c \
	service/serve/groups.h \
	service/serve/gzip.c \
	service/serve/gzip.h \
	service/serve/handlers.h \
	service/serve/negotiate.c \
	service/serve/negotiate.h \
	service/serve/params.c \
	service/serve/params.h \
	service/serve/pen.c \
	service/serve/pen.h \
	service/serve/problem.c \
	service/serve/problem.h \
	service/serve/reply.c \
	service/serve/reply.h \
	service/serve/request.h \
	service/serve/routes.c \
	service/serve/site.c \
	service/serve/site.h \
	service/serve/snapshot.c \
	service/serve/snapshot.h \
	service/serve/words.c \
	service/serve/words.h
