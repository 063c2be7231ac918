package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.verdict.CheckInfo;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Hands checks what they work with, and turns what they find into outcomes. */
final class CheckExtension implements ParameterResolver, InvocationInterceptor {
    private static final Namespace HERE = Namespace.create(CheckExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Bench.class || type == Session.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Session session = session(context);
        if (parameter.getParameter().getType() == Session.class) {
            return session;
        }
        Bench bench = session.bench(info(context));
        context.getStore(HERE).put(Bench.class, bench);
        return bench;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Bench bench = context.getStore(HERE).get(Bench.class, Bench.class);
        if (session(context).wants(bench.info())) {
            session(context).make(bench, invocation::proceed);
        } else {
            invocation.skip();
        }
    }

    private static CheckInfo info(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Check check = method.getAnnotation(Check.class);
        return new CheckInfo(
                check.id(),
                Session.group(context.getRequiredTestClass()),
                method.getName().replace('_', ' '),
                List.of(check.rules()));
    }

    private static Session session(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Session.STORE).get(Session.class, Session.class);
    }
}
