using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ward.Agent.Watching;

/// <summary>A small log file for a process without a screen; begins anew at 1 MB. Failing to log never fails the work.</summary>
internal sealed class FileLog(string path, TimeProvider time) : ILogger
{
    private const long Largest = 1 << 20;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length > Largest)
                File.Delete(path);
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():o} {logLevel} {eventId.Id} {formatter(state, exception)}\n"));
        }
        catch (IOException) { }
        catch (UnauthorizedAccessException) { }
    }
}
