using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Ward.Server.Access;
using Ward.Trust.Roles;

namespace Ward.Server.Application.Accounts;

/// <summary>Set-up, sign-in and the second factor, for the pages that write the cookie. One a request.</summary>
internal sealed class AccountDesk(
    UserManager<WardUser> users, WardSignIn signIn, SetupCode setup, Auditor auditor, TimeProvider time, ILogger<AccountDesk> log)
{
    // One sentence for every wrong code, name or password: what exists is not told.
    private const string WrongCode = "This code is wrong, used up or too old. A new one is printed when the server is started again.";
    private const string WrongInvitation = "Name or invitation code is wrong, used up or too old. Ask an administrator to invite you again.";
    private const string WrongPassword = "Name or password is wrong.";

    /// <summary>Makes the first administrator, who receives every role, and signs in.</summary>
    public async Task<AccountAnswer> SetUp(string code, string name, string password, CancellationToken stop)
    {
        var problem = WrongCode;
        var made = await setup.TryUse(code, async () =>
        {
            if ((await users.GetUsersInRoleAsync(Role.Administrator)).Count > 0) return false;
            var user = new WardUser { UserName = name.Trim(), Created = time.GetUtcNow().UtcDateTime };
            var done = await users.CreateAsync(user, password);
            if (done.Succeeded) done = await users.AddToRolesAsync(user, Role.All);
            problem = Words(done);
            if (!done.Succeeded) return false;
            await auditor.Note(user.UserName, "set-up", user.UserName, "first administrator");
            await signIn.SignInAsync(user, isPersistent: false);
            return true;
        }, stop);
        if (!made) AccountLog.SetupRefused(log);
        return made ? new AccountAnswer.Enrol() : new AccountAnswer.Refused(problem);
    }

    /// <summary>An invited person sets a password, and signs in.</summary>
    public async Task<AccountAnswer> Join(string name, string code, string password)
    {
        if (await users.FindByNameAsync(name.Trim()) is not { Disabled: false, InvitationHash: { } hash } user
            || user.InvitationEnds <= time.GetUtcNow().UtcDateTime || user.InvitationTries >= SetupCode.Tries)
            return new AccountAnswer.Refused(WrongInvitation);
        if (!Code.Matches(code, hash))
        {
            user.InvitationTries++;
            await users.UpdateAsync(user);
            return new AccountAnswer.Refused(WrongInvitation);
        }

        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, user, password) is { Succeeded: false } weak) return new AccountAnswer.Refused(Words(weak));
        user.InvitationHash = null;
        user.InvitationEnds = null;
        if (await users.AddPasswordAsync(user, password) is { Succeeded: false } bad) return new AccountAnswer.Refused(Words(bad));
        await auditor.Note(user.UserName!, "join", user.UserName!, "");
        await signIn.SignInAsync(user, isPersistent: false);
        return new AccountAnswer.Enrol();
    }

    public async Task<AccountAnswer> SignIn(string name, string password)
    {
        var user = await users.FindByNameAsync(name.Trim());
        var result = user is null ? SignInResult.Failed : await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (user is null) users.PasswordHasher.HashPassword(new WardUser(), password); // as slow as for a name that exists
        if (result.RequiresTwoFactor) return new AccountAnswer.SecondFactor();
        if (result.Succeeded)
        {
            await auditor.Note(user!.UserName!, "sign-in", user.UserName!, "password, no second factor yet");
            return new AccountAnswer.Enrol();
        }

        await auditor.Note("nobody", "sign-in-refused", name, result.IsLockedOut ? "locked" : result.IsNotAllowed ? "disabled" : "wrong name or password");
        return new AccountAnswer.Refused(result.IsLockedOut ? "Too many wrong tries. Wait five minutes." : WrongPassword);
    }

    /// <summary>The second step of a sign-in: a code of the app, or a recovery code.</summary>
    public async Task<AccountAnswer> ShowSecondFactor(string code, bool recovery)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user) return new AccountAnswer.Refused("Begin again with name and password.");
        var plain = Digits(code);
        var result = recovery
            ? await Recover(user, code.Trim())
            : await signIn.TwoFactorAuthenticatorSignInAsync(plain, isPersistent: false, rememberClient: false);
        if (result.Succeeded)
        {
            await auditor.Note(user.UserName!, "sign-in", user.UserName!, recovery ? "recovery code" : "second factor");
            return new AccountAnswer.In();
        }

        await auditor.Note("nobody", "sign-in-refused", user.UserName!, result.IsLockedOut ? "locked" : "wrong second factor");
        return new AccountAnswer.Refused(result.IsLockedOut ? "Too many wrong tries. Wait five minutes." : "This code is wrong, or was used already. Wait for the next one.");
    }

    /// <summary>What to put into the authenticator app; null where the account has a second factor or nobody is signed in.</summary>
    public async Task<Enrolment?> BeginEnrolment(ClaimsPrincipal who)
    {
        if (await users.GetUserAsync(who) is not { TwoFactorEnabled: false } user) return null;
        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
            key = await users.GetAuthenticatorKeyAsync(user) ?? "";
        }

        return Enrolment.Of(user.UserName!, key);
    }

    /// <summary>Proves that the app shows the right codes; the recovery codes are in the answer and nowhere else.</summary>
    public async Task<AccountAnswer> FinishEnrolment(ClaimsPrincipal who, string code)
    {
        if (await users.GetUserAsync(who) is not { TwoFactorEnabled: false } user) return new AccountAnswer.Refused("This account has a second factor already.");
        if (await users.IsLockedOutAsync(user)) return new AccountAnswer.Refused("Too many wrong tries. Wait five minutes.");
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, Digits(code)))
        {
            await users.AccessFailedAsync(user);
            return new AccountAnswer.Refused("This code is not the one that the app should show now. Check the clock of the phone.");
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        await users.ResetAccessFailedCountAsync(user);
        var recovery = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? [];
        await auditor.Note(user.UserName!, "second-factor", user.UserName!, "enrolled");
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Caller.SecondFactorClaim, "mfa")]);
        return new AccountAnswer.Enrolled([.. recovery]);
    }

    public async Task SignOut(ClaimsPrincipal who)
    {
        if (Caller.From(who) is { IsKnown: true } caller) await auditor.Note(caller, "sign-out", caller.Name, "");
        await signIn.SignOutAsync();
    }

    /// <summary>Identity does not count wrong recovery codes; here they count like wrong TOTP codes.</summary>
    private async Task<SignInResult> Recover(WardUser user, string code)
    {
        if (await users.IsLockedOutAsync(user)) return SignInResult.LockedOut;
        if (await users.RedeemTwoFactorRecoveryCodeAsync(user, code) is { Succeeded: false })
        {
            await users.AccessFailedAsync(user);
            return await users.IsLockedOutAsync(user) ? SignInResult.LockedOut : SignInResult.Failed;
        }

        await users.ResetAccessFailedCountAsync(user);
        await signIn.SignOutAsync();
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Caller.SecondFactorClaim, "mfa")]);
        return SignInResult.Success;
    }

    private static string Digits(string code) => new([.. code.Where(char.IsAsciiDigit)]);

    private static string Words(IdentityResult result) => string.Join(" ", result.Errors.Select(e => e.Description));
}
