package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.verdict.CheckInfo;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Hands checks what they work with, and turns what they find into outcomes. */
final class CheckExtension implements ParameterResolver, InvocationInterceptor {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Bench.class || type == Session.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Session session = session(context);
        return parameter.getParameter().getType() == Session.class ? session : session.bench(info(context));
    }

    /** A check may be made twice, and JUnit invokes a method once: so it is invoked here. */
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        Session session = session(context);
        CheckInfo info = info(context);
        invocation.skip();
        if (session.wants(info)) {
            Object checks = method.getTarget().orElseThrow();
            session.make(info, bench -> ReflectionSupport.invokeMethod(method.getExecutable(), checks, bench));
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
