namespace Ward.Server.Console;

internal static partial class PageLog
{
    [LoggerMessage(9030, LogLevel.Error, "The page {Page} could not be read")]
    public static partial void Unread(ILogger log, string page, Exception e);
}
