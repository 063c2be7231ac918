@echo off
rem The mock and the contract suite as one program, on the runtime beside it or on JAVA_HOME or the java of the PATH.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java"
"%JAVA%" -XX:+UseSerialGC -XX:-UsePerfData %INSTANTSTREAM_JAVA_OPTIONS% -jar "%HOME_DIR%\lib\instantstream.jar" %*
exit /b %ERRORLEVEL%
