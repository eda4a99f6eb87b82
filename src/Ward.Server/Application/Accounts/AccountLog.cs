namespace Ward.Server.Application.Accounts;

internal static partial class AccountLog
{
    [LoggerMessage(9010, LogLevel.Warning, "A set-up was tried and refused")]
    public static partial void SetupRefused(ILogger log);
}
