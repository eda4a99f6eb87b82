using Microsoft.Extensions.Logging;

namespace Ward.Elements;

internal static partial class ElementLog
{
    [LoggerMessage(7101, LogLevel.Warning, "{Element}: changed by another hand; repaired: {Words}")]
    public static partial void Repaired(ILogger log, string element, string words);

    [LoggerMessage(7102, LogLevel.Error, "{Element}: refused the change: {Words}")]
    public static partial void Failed(ILogger log, string element, string words);

    [LoggerMessage(7103, LogLevel.Warning, "{Element}: the former state was restored: {Words}")]
    public static partial void Restored(ILogger log, string element, string words);
}
